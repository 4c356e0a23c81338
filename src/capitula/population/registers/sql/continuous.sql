-- stage: continuous
-- scope: whole
-- keep: yes
-- reads: continuous_spells
-- makes: the rows of all buckets added up
-- column: holder text, ODS code of the practice on whose list the period ends, after mergers
-- column: people integer, people registered on every day of the period
-- column: moved integer, of them, people who were on the lists of several practices
select holder, @total(people) as people, @total(moved) as moved
from continuous_spells
group by holder
