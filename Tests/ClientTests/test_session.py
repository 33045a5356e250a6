"""What somebody does in an editor, from the beginning to the end, in the profiles of several editors."""

import asyncio

import pytest
from client import MORE_PROFILES, PROFILES, plain, session
from lsprotocol import types

TEXT = """\
# Zoë 😀
@datastore empdir
@let who = Zoë
empname == ${who} && salary=>50000
"""


async def whole_session(profile, folder):
    async with session(profile, folder) as client:
        document = client.open_document(client.folder / "queries" / "new.criteria", TEXT)

        found = await client.findings(document)
        assert [(d.code, d.source) for d in found] == [("CQ002", "cliquery")]
        assert found[0].range.end == document.find("salary=>")

        hover = await client.text_document_hover_async(
            types.HoverParams(document.identifier, document.find("sala"))
        )
        assert "**salary**" in hover.contents.value

        # The fix.
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(
                document.identifier,
                found[0].range,
                types.CodeActionContext(diagnostics=found, only=[types.CodeActionKind.QuickFix]),
            )
        )
        action = next(a for a in actions if "`>=`" in a.title)
        if action.edit is None:
            action = await client.code_action_resolve_async(action)
        document.apply(edits_of(action.edit, document))
        assert "salary>=50000\n" in document.text
        assert await client.findings(document) == []

        # A completion.
        document.replace(len(document.text) - 1, len(document.text) - 1, " && dep")
        answer = await client.text_document_completion_async(
            types.CompletionParams(document.identifier, document.find("&& dep"))
        )
        items = answer if isinstance(answer, list) else answer.items
        item = next(i for i in items if i.label == "department")
        if item.text_edit is None:
            inserted, start = item.insert_text or item.label, len(document.text) - 4
            document.replace(start, len(document.text) - 1, plain(inserted))
        else:
            edit = item.text_edit
            range = edit.range if hasattr(edit, "range") else edit.insert
            document.apply([types.TextEdit(range, plain(edit.new_text))])
        assert "&& department" in document.text
        rest = "==Sales\n" if document.text.endswith("department\n") else "Sales\n"
        document.replace(len(document.text) - 1, len(document.text), rest)

        # The form.
        edits = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document.identifier, types.FormattingOptions(2, True))
        )
        document.apply(edits)
        last = "(empname==${who}) && (salary>=50000) && (department==Sales)"
        assert document.text.splitlines()[-1] == last

        # A name.
        edit = await client.text_document_rename_async(
            types.RenameParams(document.identifier, document.find("@let wh"), "person")
        )
        document.apply(edits_of(edit, document))
        assert "@let person = Zoë\n" in document.text
        assert document.text.splitlines()[-1] == last.replace("who", "person")
        assert await client.findings(document) == []
        client.text_document_did_close(types.DidCloseTextDocumentParams(document.identifier))


def edits_of(edit, document):
    """All edits are of the one document."""
    if edit.document_changes:
        assert [c.text_document.uri for c in edit.document_changes] == [document.uri]
        assert edit.document_changes[0].text_document.version in (document.version, None)
        return edit.document_changes[0].edits
    assert list(edit.changes) == [document.uri]
    return edit.changes[document.uri]


@pytest.mark.parametrize("profile", PROFILES + MORE_PROFILES)
def test_a_whole_session(profile, tmp_path):
    asyncio.run(whole_session(profile, tmp_path))


REQUESTS = """\
@team = 35

### 😀 Stores
GET https://eu1.make.com/api/v2/data-stores?teamId={{team}}&limit=5
"""


async def request_session(profile, folder):
    async with session(profile, folder) as client:
        document = client.open_document(client.folder / "requests" / "new.http", REQUESTS)
        found = await client.findings(document)
        assert [d.code for d in found] == ["MQ020"]

        hover = await client.text_document_hover_async(
            types.HoverParams(document.identifier, document.find("?team"))
        )
        assert "teamId" in hover.contents.value

        # The fix.
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(
                document.identifier,
                found[0].range,
                types.CodeActionContext(diagnostics=found, only=[types.CodeActionKind.QuickFix]),
            )
        )
        action = next(a for a in actions if "pg" in a.title)
        if action.edit is None:
            action = await client.code_action_resolve_async(action)
        document.apply(edits_of(action.edit, document))
        assert "limit=5" not in document.text
        assert await client.findings(document) == []

        # A completion.
        end = len(document.text) - 1
        document.replace(end, end, "&pg%5Bsort")
        answer = await client.text_document_completion_async(
            types.CompletionParams(document.identifier, document.find("&pg%5Bsort"))
        )
        items = answer if isinstance(answer, list) else answer.items
        assert [i.label for i in items] == ["pg[sortBy]", "pg[sortDir]"]

        # A name.
        edit = await client.text_document_rename_async(
            types.RenameParams(document.identifier, document.find("@tea"), "group")
        )
        document.apply(edits_of(edit, document))
        assert "@group = 35\n" in document.text and "teamId={{group}}&" in document.text


@pytest.mark.parametrize("profile", PROFILES + MORE_PROFILES)
def test_a_request_file(profile, tmp_path):
    asyncio.run(request_session(profile, tmp_path))


async def changed_settings(profile, folder):
    async with session(profile, folder) as client:
        document = client.open_document(
            client.folder / "queries" / "new.criteria", "@datastore empdir\nid==7\n"
        )
        assert await client.findings(document) == []
        client.set_configuration({"cliquery": {"lint": {"hints": True}}})
        client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"cliquery": {"lint": {"hints": True}}})
        )
        assert [d.severity for d in await client.findings(document)] != []


@pytest.mark.parametrize("profile", PROFILES + MORE_PROFILES)
def test_settings_of_the_editor(profile, tmp_path):
    asyncio.run(changed_settings(profile, tmp_path))


async def changed_schema(profile, folder):
    async with session(profile, folder) as client:
        document = client.open_document(
            client.folder / "queries" / "new.criteria", "@datastore empdir\nwages==7\n"
        )
        assert [d.code for d in await client.findings(document)] == ["CQ011"]
        watchers = [
            watcher
            for registration in client.registrations
            if registration.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            for watcher in registration.register_options["watchers"]
        ]
        workspace = client.capabilities.workspace
        can_watch = workspace.did_change_watched_files if workspace else None
        assert bool(watchers) == bool(can_watch and can_watch.dynamic_registration)
        schema = client.folder / "datastores" / "empdir.json"
        schema.write_text(schema.read_text().replace('"salary"', '"wages"'))
        if watchers:
            client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams(
                    [types.FileEvent(schema.as_uri(), types.FileChangeType.Changed)]
                )
            )
        else:
            client.text_document_did_save(types.DidSaveTextDocumentParams(document.identifier))
        assert await client.findings(document) == []


@pytest.mark.parametrize("profile", PROFILES + MORE_PROFILES)
def test_a_changed_schema_is_seen(profile, tmp_path):
    asyncio.run(changed_schema(profile, tmp_path))
