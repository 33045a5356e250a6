-- A whole session in Neovim without a screen, with the keys and functions that somebody uses: open, findings, hover, a
-- fix, a completion, the form, a name, the end. After each step the buffer is compared. Neovim 0.7 and newer.
--
-- CLIQUERY_BINARY names the server; the current folder is a copy of Examples.

local LIMIT = 60000

local function fail(message)
  io.stderr:write("\n" .. message .. "\n")
  vim.cmd("cquit 1")
end

--- Goes on once `condition` holds; keys that were put in are worked on meanwhile.
local function wait(what, condition)
  coroutine.yield(what, condition)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local function expect(what, found, wanted)
  if found ~= wanted then
    error(what .. ": expected\n" .. vim.inspect(wanted) .. "\nfound\n" .. vim.inspect(found))
  end
end

--- Puts the cursor on the last character of `part`.
local function go(part)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local _, last = line:find(part, 1, true)
    if last then
      vim.api.nvim_win_set_cursor(0, { number, last - 1 })
      return
    end
  end
  error("`" .. part .. "` does not stand in the buffer")
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
    end
  end
end

local exit_code

local function start()
  local config = {
    name = "cliquery",
    cmd = { os.getenv("CLIQUERY_BINARY"), "lsp" },
    root_dir = vim.fn.getcwd(),
    on_exit = function(code) exit_code = code end,
  }
  if vim.lsp.start then return vim.lsp.start(config) end
  local client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, client)
  return client
end

local function session()
  vim.cmd("edit queries/new.criteria")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, {
    "# Zoë 😀", "@datastore empdir", "@let who = Zoë 😀", "empname == ${who} && salary=>50000",
  })
  vim.bo.filetype = "criteria"
  local client = start()
  vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"

  wait("a finding", function() return #vim.diagnostic.get(0) == 1 end)
  local finding = vim.diagnostic.get(0)[1]
  expect("source", finding.source, "cliquery")
  expect("line", finding.lnum, 3)
  expect("column", finding.col, #"empname == ${who} && salary")

  go("&& sal")
  vim.lsp.buf.hover()
  wait("hover", function() return floating_text() ~= nil end)
  if not floating_text():find("salary", 1, true) then error("hover says " .. floating_text()) end
  vim.api.nvim_input("<Esc>gg")
  wait("no float", function() return floating_text() == nil end)

  -- The fix.
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find("`>=`", 1, true) then return choose(item, 1) end
    end
    error("no fix among " .. vim.inspect(items))
  end
  go("salary=")
  vim.lsp.buf.code_action()
  wait("the fix", function() return text():find("salary>=50000", 1, true) ~= nil end)
  wait("no finding", function() return #vim.diagnostic.get(0) == 0 end)

  -- A completion: the first one offered is taken.
  vim.o.completeopt = "menuone,noinsert"
  go("50000")
  vim.api.nvim_input("A && dep<C-x><C-o>")
  wait("completion", function() return vim.fn.pumvisible() == 1 end)
  local word = vim.fn.complete_info({ "items" }).items[1].word
  vim.api.nvim_input("<C-y>")
  wait("acceptance", function() return vim.fn.pumvisible() == 0 end)
  if word == "department" then vim.api.nvim_input("==") end
  vim.api.nvim_input("Sales<Esc>")
  wait("typing", function() return vim.api.nvim_get_mode().mode == "n" and text():find("Sales") ~= nil end)
  expect("completed", text(), [[
# Zoë 😀
@datastore empdir
@let who = Zoë 😀
empname == ${who} && salary>=50000 && department==Sales
]])

  -- The form.
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = LIMIT })
  else
    vim.lsp.buf.formatting_sync(nil, LIMIT)
  end
  local formatted = [[
# Zoë 😀
@datastore empdir
@let who = Zoë 😀
(empname==${who}) && (salary>=50000) && (department==Sales)
]]
  expect("formatted", text(), formatted)

  -- A name.
  go("@let wh")
  vim.lsp.buf.rename("person")
  wait("renaming", function() return text():find("person") ~= nil end)
  expect("renamed", text(), (formatted:gsub("who", "person")))

  vim.cmd("write")

  -- A request file in the same server.
  vim.cmd("edit requests/new.http")
  vim.api.nvim_buf_set_lines(0, 0, -1, false, {
    "### 😀", "GET https://eu1.make.com/api/v2/data-stores?teamId=35&limit=5",
  })
  vim.bo.filetype = "http"
  if vim.lsp.start then start() else vim.lsp.buf_attach_client(0, client) end
  wait("a finding in a request", function() return #vim.diagnostic.get(0) == 1 end)
  expect("its code", vim.diagnostic.get(0)[1].code, "MQ020")
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      if options.format_item(item):find("pg", 1, true) then return choose(item, 1) end
    end
    error("no fix among " .. vim.inspect(items))
  end
  go("&limi")
  vim.lsp.buf.code_action()
  wait("the fix of a request", function() return text():find("&limit", 1, true) == nil end)
  wait("no finding in a request", function() return #vim.diagnostic.get(0) == 0 end)
  vim.cmd("write")
  expect("findings at the end", #vim.diagnostic.get(0), 0)
  vim.lsp.get_client_by_id(client).stop()
  wait("the end", function() return exit_code ~= nil end)
  expect("exit code", exit_code, 0)
end

local running = coroutine.create(session)
local timer = vim.loop.new_timer()
local waiting_for, condition
local since = vim.loop.now()
timer:start(0, 20, vim.schedule_wrap(function()
  -- A call that waits for an answer, such as that for the form, lets the timer in.
  if coroutine.status(running) ~= "suspended" then return end
  if condition and not condition() then
    if vim.loop.now() - since > LIMIT then fail("waited too long for " .. waiting_for .. "\n" .. text()) end
    return
  end
  local well, what, next_condition = coroutine.resume(running)
  if not well then return fail(tostring(what)) end
  if coroutine.status(running) == "dead" then
    timer:stop()
    vim.cmd("qall!")
    return
  end
  waiting_for, condition, since = what, next_condition, vim.loop.now()
end))
