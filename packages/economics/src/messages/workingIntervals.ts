/**
 * The firm's working time as UTC intervals with the working time before each, as the view `working_interval` of 0006 has
 * it, over the days (parameters `spanFirst`, `spanLast`, numbers since 1970) that a set of tables holds. Wants `firmWeek`.
 */
export const workingIntervals = `(
    SELECT
      1000 * starts_s AS start_ms,
      1000 * greatest(starts_s, ends_s) AS end_ms,
      sum(end_ms - start_ms) OVER (ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (end_ms - start_ms) AS before_ms,
      1 AS one
    FROM (
      SELECT
        date,
        start_wall_s - if(start_offset_s != start_before_s AND start_other_s = start_after_s, start_after_s, start_before_s) AS starts_s,
        end_wall_s - if(end_offset_s != end_before_s AND end_other_s = end_after_s, end_after_s, end_before_s) AS ends_s
      FROM (
        SELECT
          *,
          offset_s(start_wall_s - start_before_s) AS start_offset_s, offset_s(start_wall_s - start_after_s) AS start_other_s,
          offset_s(end_wall_s - end_before_s) AS end_offset_s, offset_s(end_wall_s - end_after_s) AS end_other_s
        FROM (
          SELECT
            *,
            offset_s(start_wall_s - 86400) AS start_before_s, offset_s(start_wall_s + 86400) AS start_after_s,
            offset_s(end_wall_s - 86400) AS end_before_s, offset_s(end_wall_s + 86400) AS end_after_s
          FROM (
            SELECT
              toDate({spanFirst:UInt16} - 1 + number) AS date,
              toInt64({spanFirst:UInt16} - 1 + number) * 86400 + 60 * firm_start AS start_wall_s,
              toInt64({spanFirst:UInt16} - 1 + number) * 86400 + 60 * firm_end AS end_wall_s
            FROM numbers(toUInt64({spanLast:UInt16}) - {spanFirst:UInt16} + 3)
            WHERE has(firm_days, toDayOfWeek(date)) AND NOT has(firm_holidays, date)
          )
        )
      )
    ))`;

/** Wants `firmWeek`. */
export const offsetOf = `
  (utc_s) -> timeZoneOffset(toTimeZone(toDateTime64(utc_s, 0, 'UTC'), firm_zone)) AS offset_s`;
