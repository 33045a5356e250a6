"""Every request that the server takes, at places of all examples: each answer has the protocol's own form."""

import asyncio
import re
import typing

import attrs
import pytest
from client import PROFILES, ROOT, session
from lsprotocol import types
from pygls.exceptions import JsonRpcException

FILES = sorted(
    path.relative_to(ROOT / "Examples")
    for folder, pattern in [("queries", "*.criteria"), ("scripts", "*.dg"), ("requests", "*.json"), ("requests", "*.http")]
    for path in (ROOT / "Examples" / folder).glob(pattern)
)
PLACES = 4


def methods():
    """The requests of clients that `docs/lsp.md` calls done."""
    for line in (ROOT / "docs" / "lsp.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 4 and cells[2] == "client" and cells[3].startswith("**done**"):
            method = cells[1].split("`")[1]
            if types.METHOD_TO_TYPES[method][1] is not None:
                yield method


REQUESTS = [m for m in methods() if m not in ("initialize", "shutdown")]
RESOLVED = {
    "completionItem/resolve": "textDocument/completion",
    "codeAction/resolve": "textDocument/codeAction",
    "codeLens/resolve": "textDocument/codeLens",
    "documentLink/resolve": "textDocument/documentLink",
    "inlayHint/resolve": "textDocument/inlayHint",
    "workspaceSymbol/resolve": "workspace/symbol",
}
# What has no answer at every place says so.
REFUSALS = {
    types.TEXT_DOCUMENT_RENAME: -32803,
    types.TEXT_DOCUMENT_PREPARE_RENAME: -32803,
    types.WORKSPACE_EXECUTE_COMMAND: -32803,
}


def params(method, document, position, last):
    """Parameters of a request at a place, by the names of their members."""
    whole = types.Range(types.Position(0, 0), document.position(len(document.text)))
    values = {
        "text_document": document.identifier,
        "position": position,
        "positions": [position],
        "range": whole if method != types.TEXT_DOCUMENT_CODE_ACTION else types.Range(position, position),
        "ranges": [whole],
        "options": types.FormattingOptions(2, True),
        "ch": "\n",
        "new_name": "renamed",
        "query": "emp",
        "previous_result_id": last.get("result_id", ""),
        "previous_result_ids": [],
        "uri": document.uri,
        "context": {
            types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionContext([]),
            types.TEXT_DOCUMENT_REFERENCES: types.ReferenceContext(True),
            types.TEXT_DOCUMENT_INLINE_COMPLETION: types.InlineCompletionContext(
                types.InlineCompletionTriggerKind.Invoked
            ),
        }.get(method),
    }
    request, _, cls, _ = types.METHOD_TO_TYPES[method]
    cls = cls or typing.get_type_hints(request)["params"]
    names = [field.name for field in attrs.fields(cls)]
    return cls(**{name: values[name] for name in names if values.get(name) is not None})


def is_open(item):
    """Whether clients ask for the rest of it."""
    return not isinstance(item, types.Command) and not any(
        getattr(item, member, None) for member in ("command", "edit")
    )


async def every_method(profile, folder):
    asked, answered = set(), set()
    async with session(profile, folder) as client:

        async def ask(method, parameters):
            asked.add(method)
            try:
                answer = await asyncio.wait_for(client.protocol.send_request_async(method, parameters), 20)
            except JsonRpcException as error:
                assert error.code == REFUSALS.get(method), (method, parameters, error)
                assert error.message
                return None
            assert client.error is None, (method, client.error)
            if answer:
                answered.add(method)
            return answer

        for path in FILES:
            document = client.open_document(client.folder / path)
            last = {}
            places = [len(document.text) * number // PLACES for number in range(PLACES)]
            places += [match.end() for match in re.finditer(r"@let\s+", document.text)]
            for number, offset in enumerate(places):
                position = document.position(offset)
                for method in REQUESTS:
                    if method in RESOLVED or method == types.WORKSPACE_EXECUTE_COMMAND:
                        continue
                    answer = await ask(method, params(method, document, position, last))
                    if method == types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL and answer:
                        last["result_id"] = answer.result_id
                    items = getattr(answer, "items", answer) if answer else []
                    for item in items[:3] if isinstance(items, (list, tuple)) else []:
                        for resolve, parent in RESOLVED.items():
                            if parent == method and resolve in REQUESTS and is_open(item):
                                item = await ask(resolve, item) or item
                        command = getattr(item, "command", None)
                        if isinstance(command, types.Command) and number == 0:
                            await ask(
                                types.WORKSPACE_EXECUTE_COMMAND,
                                types.ExecuteCommandParams(command.command, arguments=command.arguments),
                            )
            client.text_document_did_close(types.DidCloseTextDocumentParams(document.identifier))
    assert asked >= set(REQUESTS) - set(RESOLVED), set(REQUESTS) - asked
    # What has no answer anywhere in the examples is not done.
    silent = set(REQUESTS) - answered - set(RESOLVED) - {types.WORKSPACE_EXECUTE_COMMAND}
    assert not silent, silent


@pytest.mark.parametrize("profile", PROFILES)
def test_every_method(profile, tmp_path):
    asyncio.run(every_method(profile, tmp_path))
