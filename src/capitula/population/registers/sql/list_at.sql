-- stage: list_at
-- scope: whole
-- keep: yes
-- reads: people_at
-- makes: the rows of all buckets added up
-- column: practice text, ODS code of the list; empty for people who live here and are on no list
-- column: holder text, ODS code of the practice that has that list on the day, after mergers
-- column: lives text, here, elsewhere, or not_known
-- column: people integer, people
-- column: on_more_lists integer, of them, people whose list was chosen among several
select
    practice,
    holder,
    lives,
    @total(people) as people,
    @total(on_more_lists) as on_more_lists
from people_at
group by practice, holder, lives
