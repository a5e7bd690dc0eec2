import { alwaysLinked, isOwn, messagesOfMonths, never, people } from "./fragments.ts";

/**
 * Adds, for the months of a stretch, the first moment that proves a conversation with each organisation outside: we
 * wrote to it, or one of its people's messages answers something (the view `conversing_organisation`).
 */
export const addOrganisations = `
INSERT INTO {{held_organisation:fresh}}
WITH ${isOwn}
SELECT held_in, organisation, min(if(proves, effective_at, ${never}))
FROM (
  SELECT
    held_in, effective_at, person.3 AS organisation,
    automatic = 'none' AND if(person.1 = 'from', answers, is_own(from_address, from_organisation)) AS proves
  FROM ${messagesOfMonths}
  ARRAY JOIN ${people} AS person
  WHERE person.3 != '' AND person.4 != 'no_reply' AND person.3 NOT IN ${alwaysLinked} AND NOT is_own(person.2, person.3)
)
GROUP BY held_in, organisation`;

/** The months that name an organisation whose first moment is another one now, or that came or went. */
export const monthsOfMovedOrganisations = `
SELECT DISTINCT month
FROM (
  SELECT month, organisation FROM {{held_organisation}}
  UNION ALL SELECT month, organisation FROM {{held_organisation:fresh}}
)
WHERE organisation IN (
  SELECT organisation
  FROM (
    SELECT organisation, min(conversing_at) AS since, 1 AS fresh FROM {{held_organisation:fresh}} GROUP BY organisation
    UNION ALL SELECT organisation, min(conversing_at), 0 FROM {{held_organisation}} GROUP BY organisation
  )
  GROUP BY organisation
  HAVING count() = 1 OR min(since) != max(since)
)
ORDER BY month`;
