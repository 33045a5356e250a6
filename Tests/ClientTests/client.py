"""A client of `cliquery lsp` for tests: lsprotocol's types on both sides, texts changed as an editor changes them."""

import asyncio
import contextlib
import os
import pathlib
import re
import shutil

from lsprotocol import types
from profiles import OURS, capabilities as capabilities_of
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, LanguageClient, register_lsp_features
from pygls.protocol import default_converter

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ["CLIQUERY_BINARY"]
LANGUAGES = {".criteria": "criteria", ".dg": "deluge", ".json": "json", ".http": "http"}

# As pytest-lsp knows them: what these editors say of themselves in `initialize`.
PROFILES = ["neovim@v0.7.0", "neovim@v0.11.0", "visual-studio-code@v1.65.2", "emacs@v29.1"]
# The same of editors that it does not know.
MORE_PROFILES = list(OURS)


class Document:
    """A text as an editor has it; its places count as the server and the editor agreed."""

    def __init__(self, client, path, text):
        self.client, self.uri, self.text, self.version = client, path.as_uri(), text, 1
        self.identifier = types.TextDocumentIdentifier(self.uri)
        self.language = LANGUAGES[path.suffix]

    def _units(self, text):
        match self.client.encoding:
            case "utf-8":
                return len(text.encode())
            case "utf-32":
                return len(text)
        return len(text.encode("utf-16-le")) // 2

    def position(self, offset):
        before = self.text[:offset]
        line = before.count("\n")
        return types.Position(line, self._units(before[before.rfind("\n") + 1 :]))

    def offset(self, position):
        lines = self.text.split("\n")
        assert position.line < len(lines), position
        start = sum(len(line) + 1 for line in lines[: position.line])
        for column in range(len(lines[position.line]) + 1):
            if self._units(lines[position.line][:column]) == position.character:
                return start + column
        raise AssertionError(f"{position} is no place of {lines[position.line]!r}")

    def find(self, part):
        """The place behind `part`, which stands once in the text."""
        assert self.text.count(part) == 1, part
        return self.position(self.text.index(part) + len(part))

    def apply(self, edits):
        """Makes the edits of an answer, and tells the server of them as one change each, the last one first."""
        spans = [(self.offset(e.range.start), self.offset(e.range.end), e.new_text) for e in edits]
        spans.sort()
        for (_, end, _), (start, _, _) in zip(spans, spans[1:]):
            assert end <= start, "edits overlap"
        for start, end, new in reversed(spans):
            self.replace(start, end, new)

    def replace(self, start, end, new):
        range = types.Range(self.position(start), self.position(end))
        self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangePartial(range=range, text=new)],
            )
        )


@contextlib.asynccontextmanager
async def session(profile, folder):
    """A session in a copy of Examples, as the editor of that profile begins it; it ends as it should."""
    root = folder / "Examples"
    if not root.exists():
        shutil.copytree(ROOT / "Examples", root)
    client = LanguageClient(converter_factory=default_converter)
    ours = {types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS}
    register_lsp_features(client, {m: f for m, f in DEFAULT_CLIENT_FEATURES.items() if m not in ours})
    published = asyncio.Queue()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        client.registrations += params.registrations

    @client.feature(types.CLIENT_UNREGISTER_CAPABILITY)
    def unregister(params: types.UnregistrationParams):
        ids = [registration.id for registration in params.unregisterations]
        client.registrations = [r for r in client.registrations if r.id not in ids]

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: types.PublishDiagnosticsParams):
        client.diagnostics[params.uri] = params.diagnostics
        published.put_nowait(params)

    for method in (
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        client.feature(method)(lambda *_: None)

    client.registrations = []
    client.folder = root
    await client.start_io(BINARY, "lsp", "--stdio")
    capabilities = capabilities_of(profile)
    answer = await client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            root_uri=root.as_uri(),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "Examples")],
            process_id=os.getpid(),
        )
    )
    client.server = answer.capabilities
    client.encoding = (answer.capabilities.position_encoding or "utf-16").replace("_", "-")
    offered = capabilities.general.position_encodings if capabilities.general else None
    assert client.encoding in [str(getattr(e, "value", e)) for e in offered or ["utf-16"]]

    def open_document(path, text=None):
        document = Document(client, path, text if text is not None else path.read_text())
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(document.uri, document.language, 1, document.text)
            )
        )
        return document

    async def findings(document):
        """Asked for where the editor asks, else waited for."""
        if client.server.diagnostic_provider and capabilities.text_document.diagnostic:
            report = await client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(document.identifier)
            )
            return list(report.items)
        while True:
            params = await asyncio.wait_for(published.get(), 20)
            if params.uri == document.uri and params.version in (document.version, None):
                return list(params.diagnostics)

    client.open_document, client.findings = open_document, findings
    try:
        yield client
        assert client.error is None, client.error
        await asyncio.wait_for(client.shutdown_session(), 20)
        assert client._server.returncode == 0
    finally:
        if client._server.returncode is None:
            client._server.kill()
        await client.stop()


def plain(snippet):
    """What a snippet leaves when nothing is typed into it."""
    return re.sub(r"\$\{\d+:([^}]*)\}|\$\d+|\$\{\d+\}", lambda match: match[1] or "", snippet)
