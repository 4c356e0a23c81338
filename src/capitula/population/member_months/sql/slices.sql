-- stage: slices
-- scope: bucket
-- reads: people, registrations, participation, age_bands, need_weights
-- makes: a row per registration spell under the contract, cut at age-band birthdays
-- column: person_id integer, the person
-- column: practice text, ODS code
-- column: age_band text, empty where the day of birth is not known
-- column: sex text, empty where not known
-- column: weight_1e4 integer, need weight of the band and sex in ten-thousandths
-- column: start_date date, the first day
-- column: end_date date, the first day after it
-- column: opens integer, 1 if the covered spell begins with this slice, else 0
-- column: closes integer, 1 if the covered spell ends with this slice, else 0
with contract_practices as (
    select practice, start_date, coalesce(end_date, $period_end) as end_date from participation
    union all
    select distinct practice, $period_start, $period_end from registrations
    where $every_practice = 1
),
-- An open end lasts to the end of the period; a day outside the contract is nobody's.
covered as (
    select
        registrations.person_id,
        registrations.practice,
        people.birth_date,
        people.sex,
        @greatest(registrations.start_date, contract_practices.start_date, $period_start)
            as start_date,
        @least(
            coalesce(registrations.end_date, $period_end),
            contract_practices.end_date,
            $period_end
        ) as end_date
    from registrations
    join contract_practices on contract_practices.practice = registrations.practice
    join people on people.person_id = registrations.person_id
),
cut as (
    select
        person_id,
        practice,
        sex,
        cast(null as varchar) as age_band,
        start_date,
        end_date,
        1 as opens,
        1 as closes
    from covered
    where birth_date is null and start_date < end_date
    union all
    select
        person_id,
        practice,
        sex,
        age_band,
        @greatest(start_date, @birthday(birth_date, from_age)) as start_date,
        case
            when to_age is null then end_date
            else @least(end_date, @birthday(birth_date, to_age))
        end as end_date,
        case when @birthday(birth_date, from_age) <= start_date then 1 else 0 end as opens,
        case
            when to_age is null then 1
            when @birthday(birth_date, to_age) >= end_date then 1
            else 0
        end as closes
    from covered
    cross join age_bands
    where birth_date is not null and start_date < end_date
)
select
    cut.person_id,
    cut.practice,
    cut.age_band,
    cut.sex,
    need_weights.weight_1e4,
    cut.start_date,
    cut.end_date,
    cut.opens,
    cut.closes
from cut
left join need_weights
    on need_weights.age_band is not distinct from cut.age_band
    and need_weights.sex is not distinct from cut.sex
where cut.start_date < cut.end_date
