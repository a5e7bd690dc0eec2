/** How much to make. Everything else follows from it. */
export interface World {
  /** Events of all sources together. */
  readonly events: number;
  readonly clients: number;
  readonly members: number;
  readonly months: number;
}

/** Shares of the events, in thousandths. */
const shares = { mail: 750, ticket: 100, meeting: 25, time: 115, money: 10 } as const;
type MadeKind = keyof typeof shares;
const countOf = (world: World, kind: MadeKind): number => Math.floor((world.events * shares[kind]) / 1000);

/** Every client has as many people. */
const people = 5;
const firstDay = "2021-11-01";

/** What several statements use: numbers below 2^32 out of a salt and a number, and who is who. */
const common = (world: World) => `
  toDateTime64('${firstDay} 00:00:00', 3, 'UTC') AS first_at,
  toInt64(${world.months}) * 2630016000 AS span_ms,
  (salt, n) -> bitShiftRight(intHash64(toUInt64(n) * 64 + salt), 32) AS random,
  (salt, n, below) -> intDiv(random(salt, n) * toUInt64(below), 4294967296) AS pick,
  -- Few clients have much: the square of an even number.
  (salt, n) -> toUInt64(floor(${world.clients} * pow(random(salt, n) / 4294967296, 2))) AS client_of,
  (c, k) -> concat('person', toString(k), '@client', toString(c), '.example') AS their_address,
  (m) -> concat('member', toString(m % ${world.members}), '@firm.example') AS our_address,
  (kind, n) -> lower(hex(MD5(concat(kind, toString(n))))) AS id`;

const settings = `SETTINGS max_partitions_per_insert_block = 0, max_insert_threads = 2, max_threads = 2`;

/** Who the firm is, and its clients and members. */
const directoryStatements = (world: World): ReadonlyArray<string> => [
  `INSERT INTO directory_firm SELECT ['firm.example'], [], 'Europe/London', [1, 2, 3, 4, 5], 540, 1050, []`,
  `INSERT INTO directory_client SELECT concat('c', toString(number)) AS id, concat('Client ', toString(number)) AS name, id, name FROM numbers(${world.clients})`,
  `INSERT INTO directory_party SELECT concat(kind, toString(number), if(kind = 'domain:client', '.example', '')) AS party, concat('c', toString(number)), toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC')
   FROM numbers(${world.clients}) ARRAY JOIN ['domain:client', 'billing:', 'project:', 'zendesk-org:desk/'] AS kind`,
  `INSERT INTO directory_member SELECT concat('m', toString(number)), concat('Member ', toString(number)), ['partner', 'lead', 'senior', 'junior'][1 + number % 4], '', '', '', toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC') FROM numbers(${world.members})`,
  `INSERT INTO directory_member_party SELECT concat(kind, toString(number), if(kind = 'email:member', '@firm.example', '')), concat('m', toString(number)) FROM numbers(${world.members}) ARRAY JOIN ['email:member', 'zendesk-user:desk/', 'member:m'] AS kind`,
  `INSERT INTO directory_owner SELECT concat('c', toString(number)), 'owner', concat('m', toString(number % ${world.members})), toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), toDateTime64('2299-12-31 23:59:59.999', 3, 'UTC') FROM numbers(${world.clients})`,
];

/**
 * Mail in threads of four, the client's people and ours in turn, hours apart. Of a hundred threads five are shared by
 * two clients, five are with organisations that no client claims (half of them never answered), three are among us, and
 * four are automatic.
 */
const mailStatement = (world: World): string => `
INSERT INTO facts_interaction (
  event_id, type, channel, connector, account, occurred_at, recorded_at, month, time_source, time_plausible,
  utc_offset_minutes, message_id, in_reply_to, references, conversation_key, from_address, from_organisation, from_kind,
  recipient_role, recipient_address, recipient_organisation, recipient_kind, automatic, size_bytes, attachments,
  words, questions, tone_milli, tone_error_milli, asks, complaint, urgency, scope_request, escalation, thanks,
  _p, _off, _batch, _ver)
WITH ${common(world)},
  intDiv(number, 4) AS thread, number % 4 AS place,
  pick(1, thread, 100) AS sort,
  client_of(2, thread) AS c,
  sort < 5 AS shared, sort BETWEEN 5 AND 9 AS unlinked, sort BETWEEN 10 AND 12 AS inside, sort BETWEEN 13 AND 16 AS machine,
  sort BETWEEN 5 AND 6 AS unanswered,
  client_of(3, thread) AS c2,
  c + pick(4, thread, 3) AS m,
  if(unlinked, concat('other', toString(c % 500), '.example'), concat('client', toString(c), '.example')) AS organisation,
  concat('person', toString(pick(5, thread, ${people})), '@', organisation) AS theirs,
  our_address(m) AS ours,
  place % 2 = 0 OR unanswered AS theirs_wrote,
  multiIf(inside, our_address(m + place), theirs_wrote, theirs, ours) AS writer,
  arrayConcat(
    [multiIf(inside, our_address(m + place + 1), theirs_wrote, ours, theirs)],
    if(shared, [their_address(c2, 0)], []),
    if(pick(6, number, 3) = 0, [our_address(m + 7)], []),
    if(pick(7, number, 5) = 0 AND NOT inside, [concat('person4@', organisation)], [])) AS others,
  first_at + toIntervalMillisecond(toInt64(thread * (span_ms / ${Math.ceil(countOf(world, "mail") / 4)})) + place * toInt64(3600000 + pick(8, number, 90000000))) AS at
SELECT
  id('mail', number), if(writer LIKE '%@firm.example', 'email.sent', 'email.received'), 'email', 'email', 'load', at, at + toIntervalMinute(1),
  toYYYYMM(at), 'date', true, 60, concat('m', toString(number), '@load'),
  if(place = 0, '', concat('m', toString(number - 1), '@load')),
  if(place = 0, [], [concat('m', toString(number - 1), '@load')]), '',
  writer, splitByChar('@', writer)[2], 'person',
  arrayMap((a, i) -> if(i = 1, 'to', 'cc'), others, arrayEnumerate(others)), others,
  arrayMap(a -> splitByChar('@', a)[2], others), arrayMap(a -> 'person', others),
  if(machine, 'bulk', 'none'), 4000, 0,
  10 + pick(9, number, 200), pick(10, number, 3), toInt16(toInt32(pick(11, number, 1000)) - 400), 60, pick(12, number, 4) = 0,
  pick(13, number, 50) = 0, pick(14, number, 30) = 0, pick(15, number, 40) = 0, false, pick(16, number, 10) = 0,
  0, number, 1, intHash64(number)
FROM numbers_mt(${countOf(world, "mail")})
${settings}`;

/** Threads and answers as they follow from the headers made above. */
const conversationStatements = (world: World): ReadonlyArray<string> => [
  `INSERT INTO conversation WITH ${common(world)} SELECT id('mail', number), intHash64(intDiv(number, 4)), 4, 'references' FROM numbers_mt(${countOf(world, "mail")}) ${settings}`,
  `INSERT INTO reply_edge WITH ${common(world)} SELECT id('mail', number), id('mail', number - 1) FROM numbers_mt(${countOf(world, "mail")}) WHERE number % 4 > 0 ${settings}`,
];

/** Tickets of six events: opened, assigned on, answered twice, asked again, solved. One in fifty names nobody. */
const ticketStatement = (world: World): string => `
INSERT INTO facts_ticket
WITH ${common(world)},
  intDiv(number, 6) AS ticket, number % 6 AS place,
  client_of(20, ticket) AS c, c + pick(21, ticket, 3) AS m,
  first_at + toIntervalMillisecond(toInt64(ticket * (span_ms / ${Math.ceil(countOf(world, "ticket") / 6)})) + place * 5400000) AS at,
  ['ticket.opened', 'ticket.assigned', 'ticket.replied', 'ticket.replied', 'ticket.replied', 'ticket.solved'][place + 1] AS kind,
  place IN (0, 4) AS theirs
SELECT
  id('ticket', number), kind, 'zendesk', 'desk', at, at + toIntervalMinute(5), toYYYYMM(at),
  concat('zendesk/desk/', toString(ticket), '/', toString(place)), 1,
  if(pick(22, ticket, 50) = 0, [], [concat('zendesk-org:desk/', toString(c)), concat('email:person0@client', toString(c), '.example')]),
  if(theirs, [], [concat('zendesk-user:desk/', toString(m % ${world.members}))]), toString(ticket),
  if(theirs, 'them', 'us'), if(theirs, concat('email:person0@client', toString(c), '.example'), concat('zendesk-user:desk/', toString(m % ${world.members}))),
  multiIf(place = 0, 'new', place = 5, 'solved', ''), if(place = 5, 'open', ''), 'normal', 'web', 'incident',
  if(place IN (0, 1), concat('zendesk-user:desk/', toString((m + place) % ${world.members})), ''), '', if(place = 1, concat('zendesk-user:desk/', toString(m % ${world.members})), ''), '',
  if(place = 1, 1, 0), place IN (2, 3, 4), '', NULL, '', NULL, '', '',
  20 + pick(23, number, 120), 0, NULL, NULL, false, false, false, false, false, false, 0, number, 1, intHash64(number)
FROM numbers_mt(${countOf(world, "ticket")})
${settings}`;

/** Meetings of half an hour to an hour and a half, two of ours and two of theirs. */
const meetingStatement = (world: World): string => `
INSERT INTO facts_meeting
WITH ${common(world)},
  client_of(30, number) AS c, c + pick(31, number, 3) AS m,
  first_at + toIntervalMillisecond(toInt64(number * (span_ms / ${countOf(world, "meeting")}))) AS at,
  concat('client', toString(c), '.example') AS organisation,
  pick(32, number, 25) = 0 AS off
SELECT
  id('meeting', number), if(off, 'meeting.cancelled', 'meeting.scheduled'), 'calendar', 'load', at, at - toIntervalDay(3), toYYYYMM(at),
  concat('uid', toString(number)), 1, [concat('domain:', organisation)], [], concat('uid', toString(number)), 0, false, NULL,
  at, at + toIntervalMinute(30 * (1 + pick(33, number, 3))), false, false, 'Europe/London',
  if(off, 'cancelled', 'confirmed'), if(off, at - toIntervalHour(pick(34, number, 72)), NULL), 0, our_address(m), false,
  [our_address(m), our_address(m + 1), their_address(c, 0), their_address(c, 1)],
  ['firm.example', 'firm.example', organisation, organisation], ['person', 'person', 'person', 'person'],
  ['required', 'required', 'required', 'optional'], ['accepted', 'tentative', 'accepted', 'needs_action'], [false, false, false, false],
  0, number, 1, intHash64(number)
FROM numbers_mt(${countOf(world, "meeting")})
${settings}`;

/** Time entries of a quarter to four hours; a tenth are our own. */
const timeStatement = (world: World): string => `
INSERT INTO facts_time
WITH ${common(world)},
  client_of(40, number) AS c, c + pick(41, number, 3) AS m,
  first_at + toIntervalMillisecond(toInt64(number * (span_ms / ${countOf(world, "time")}))) AS at
SELECT
  id('time', number), 'ledger-csv', 'load', toStartOfDay(at), at + toIntervalDay(1), toYYYYMM(at), concat('time/', toString(number)), 1,
  if(pick(42, number, 10) = 0, [], [concat('project:', toString(c))]), [concat('member:m', toString(m % ${world.members}))],
  'posted', toDate(at, 'UTC'), NULL, NULL, 900 * (1 + pick(43, number, 16)), pick(44, number, 5) > 0,
  ['design', 'development', 'meeting', 'support', 'correspondence'][1 + pick(45, number, 5)], '', 0, number, 1, intHash64(number)
FROM numbers_mt(${countOf(world, "time")})
${settings}`;

/** Invoices, three in four of them paid a month later, expenses, credit notes. */
const moneyStatement = (world: World): string => `
INSERT INTO facts_money
WITH ${common(world)},
  intDiv(number, 8) AS round, number % 8 AS place,
  client_of(50, number - if(place BETWEEN 3 AND 5, 3, 0)) AS c,
  first_at + toIntervalMillisecond(toInt64(round * (span_ms / ${Math.ceil(countOf(world, "money") / 8)})) + if(place BETWEEN 3 AND 5, 2592000000, 0)) AS at,
  ['invoice', 'invoice', 'invoice', 'payment', 'payment', 'payment', 'expense', 'credit_note'][place + 1] AS kind,
  toInt64(10000 + 100 * pick(51, number - if(place BETWEEN 3 AND 5, 3, 0), 20000)) AS net
SELECT
  id('money', number), concat(kind, '.recorded'), 'ledger-csv', 'load', toStartOfDay(at), at + toIntervalDay(1), toYYYYMM(at),
  concat(kind, '/', toString(number)), 1, [concat('billing:', toString(c))], [], kind, 'posted',
  if(kind = 'payment', '', concat('I', toString(number))), if(kind = 'payment', concat('I', toString(number - 3)), ''),
  toDate(at, 'UTC'), toDate(at + toIntervalDay(30), 'UTC'), NULL, NULL, 'EUR', net, if(kind = 'payment', 0, intDiv(net, 5)),
  if(kind = 'payment', net, net + intDiv(net, 5)), 0, '', false, false, 0, number, 1, intHash64(number)
FROM numbers_mt(${countOf(world, "money")})
${settings}`;

/** Rates of the four bands, rising every year. */
const rateStatement = (world: World): string => `
INSERT INTO facts_rate
WITH ${common(world)}, ['partner', 'lead', 'senior', 'junior'][1 + number % 4] AS of_band, intDiv(number, 4) AS year
SELECT
  id('rate', number), 'rate.set', 'ledger-csv', 'load', toDateTime64(makeDate(2021 + year, 1, 1), 3, 'UTC'), toDateTime64(makeDate(2021 + year, 1, 1), 3, 'UTC'),
  concat('rate/', toString(number)), 1, [], [], 'posted', 'cost', makeDate32(2021 + year, 1, 1), of_band, '', 'EUR',
  9000 - 1500 * (number % 4) + 250 * year, '', '', 0, number, 1, intHash64(number)
FROM numbers(24)`;

/** One record of the log for each event. */
const recordStatements = (): ReadonlyArray<string> =>
  (
    [
      ["facts_interaction", "rapport.interactions", "type"],
      ["facts_ticket", "rapport.interactions", "type"],
      ["facts_meeting", "rapport.interactions", "type"],
      ["facts_money", "rapport.ledger", "type"],
      ["facts_time", "rapport.ledger", "'time.logged'"],
      ["facts_rate", "rapport.ledger", "type"],
    ] as const
  ).map(
    ([table, topic, type], p) =>
      `INSERT INTO log_record SELECT '${topic}', ${p}, _off, event_id, ${type}, connector, account, 'load', toString(_off), recorded_at FROM ${table} ${settings}`,
  );

/** One message more, in the last month. */
export const oneMoreMail = `
INSERT INTO facts_interaction
SELECT * REPLACE (lower(hex(MD5('one more'))) AS event_id, 'one-more@load' AS message_id)
FROM facts_interaction
WHERE month = (SELECT max(month) FROM facts_interaction) AND automatic = 'none'
ORDER BY event_id
LIMIT 1`;

/** Everything, in the order in which it is to be made. */
export const factStatements = (world: World): ReadonlyArray<string> => [
  ...directoryStatements(world),
  mailStatement(world),
  ...conversationStatements(world),
  ticketStatement(world),
  meetingStatement(world),
  timeStatement(world),
  moneyStatement(world),
  rateStatement(world),
  ...recordStatements(),
];
