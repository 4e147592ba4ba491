SELECT a::bigint, ':x', "y:z", $t$ :q $t$, E'\':w' /* :c /* n */ */ FROM t WHERE id = :id AND n = :name -- :e
