if exists('current_compiler')
  finish
endif
let current_compiler = 'cliquery'

CompilerSet makeprg=cliquery\ check\ --format\ concise\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tint:\ %m
