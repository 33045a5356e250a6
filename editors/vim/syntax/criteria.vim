" Colours of criteria documents: comments, directives, operators, values, holes.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax match criteriaComment /^#.*$/
syntax match criteriaDirective /^@\(datastore\|api\|operation\|order_by\|limit\|ids\|let\|expect\)\>/
syntax match criteriaOperator /==\|!=\|>=\|<=\|=\|>\|<\|&&\|||/
syntax match criteriaOperator /\<\(not\_s\+\)\?\(like\|in\)\>/
syntax match criteriaBoolean /\<\(true\|false\)\>/
syntax match criteriaNumber /\<\d\+\(\.\d\+\)\?\>/
syntax match criteriaHole /\${[^}]*}\|{{[^}]*}}/
syntax region criteriaString start=/"/ skip=/\\./ end=/"/ oneline contains=criteriaHole
syntax region criteriaString start=/'/ skip=/\\./ end=/'/ oneline contains=criteriaHole

highlight default link criteriaComment Comment
highlight default link criteriaDirective PreProc
highlight default link criteriaOperator Operator
highlight default link criteriaBoolean Boolean
highlight default link criteriaNumber Number
highlight default link criteriaHole Special
highlight default link criteriaString String

let b:current_syntax = 'criteria'
