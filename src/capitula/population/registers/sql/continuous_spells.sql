-- stage: continuous_spells
-- scope: bucket
-- keep: yes
-- reads: registrations, lineage
-- makes: a row per practice that now has the list, with people registered through the whole period
-- column: holder text, ODS code of the practice on whose list the period ends, after mergers
-- column: people integer, people registered on every day of the period
-- column: moved integer, of them, people who were on the lists of several practices
-- Spells join when the next begins no more than the allowed days after all earlier ones ended. A
-- list that passed to a successor is the successor's, so a merger breaks nothing.
with spells as (
    select
        registrations.registration_id,
        registrations.person_id,
        coalesce(lineage.holder, registrations.practice) as holder,
        registrations.start_date,
        coalesce(registrations.end_date, @add_days($through, 1)) as end_date
    from registrations
    left join lineage on lineage.practice = registrations.practice
    where registrations.start_date <= $through
),
before as (
    select
        *,
        max(end_date) over (
            partition by person_id, case when $across_practices = 1 then '' else holder end
            order by start_date, registration_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_end
    from spells
),
numbered as (
    select
        *,
        sum(
            case
                when earlier_end is null then 1
                when @days_between(earlier_end, start_date) > $gap_days then 1
                else 0
            end
        ) over (
            partition by person_id, case when $across_practices = 1 then '' else holder end
            order by start_date, registration_id
            rows between unbounded preceding and current row
        ) as island
    from before
),
ranked as (
    select
        *,
        row_number() over (
            partition by
                person_id, case when $across_practices = 1 then '' else holder end, island
            order by end_date desc, start_date desc, registration_id
        ) as from_last
    from numbered
),
islands as (
    select
        person_id,
        min(start_date) as start_date,
        max(end_date) as end_date,
        count(distinct case when end_date > $since then holder end) as holders,
        max(case when from_last = 1 then holder end) as holder
    from ranked
    group by person_id, case when $across_practices = 1 then '' else holder end, island
)
select
    holder,
    count(distinct person_id) as people,
    count(distinct case when holders > 1 then person_id end) as moved
from islands
where start_date <= $since and end_date > $through
group by holder
