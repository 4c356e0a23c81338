-- stage: people_at
-- scope: bucket
-- keep: yes
-- reads: registrations, residences, place_areas, lineage
-- makes: a row per practice, whether its people live in the place, and how they were chosen
-- column: practice text, ODS code of the list; empty for people who live here and are on no list
-- column: holder text, ODS code of the practice that has that list on the day, after mergers
-- column: lives text, here, elsewhere, or not_known
-- column: people integer, people
-- column: on_more_lists integer, of them, people whose list was chosen among several
-- Of several lists that hold a person on the day, the one that counts began last; of those, the one
-- that lasts longest, an open end being the longest; of those, the one with the lowest number.
with listed as (
    select
        person_id,
        practice,
        row_number() over (
            partition by person_id
            order by
                start_date desc,
                case when end_date is null then 0 else 1 end,
                end_date desc,
                registration_id
        ) as choice,
        count(*) over (partition by person_id) as lists
    from registrations
    where start_date <= $on and (end_date is null or end_date > $on)
),
home as (
    select
        residences.person_id,
        case when place_areas.lsoa is null then 'elsewhere' else 'here' end as lives,
        row_number() over (
            partition by residences.person_id
            order by
                residences.start_date desc,
                case when residences.end_date is null then 0 else 1 end,
                residences.end_date desc,
                residences.lsoa
        ) as choice
    from residences
    left join place_areas on place_areas.lsoa = residences.lsoa
    where
        $with_place = 1
        and residences.start_date <= $on
        and (residences.end_date is null or residences.end_date > $on)
),
matched as (
    select listed.practice, coalesce(home.lives, 'not_known') as lives, listed.lists
    from (select * from listed where choice = 1) as listed
    left join (select * from home where choice = 1) as home on home.person_id = listed.person_id
    union all
    select null, home.lives, 0
    from (select * from home where choice = 1 and lives = 'here') as home
    left join listed on listed.person_id = home.person_id
    where listed.person_id is null
)
select
    matched.practice,
    coalesce(lineage.holder, matched.practice) as holder,
    matched.lives,
    count(*) as people,
    count(case when matched.lists > 1 then 1 end) as on_more_lists
from matched
left join lineage on lineage.practice = matched.practice
group by matched.practice, coalesce(lineage.holder, matched.practice), matched.lives
