autocmd BufNewFile,BufRead *.criteria setfiletype criteria
