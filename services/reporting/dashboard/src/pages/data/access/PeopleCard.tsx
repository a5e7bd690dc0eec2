import type { PeopleAnswer } from "@rapport/contracts/http/access/People";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { accessTexts } from "../../../texts/en/access.ts";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";

const texts = accessTexts.people;
const yesNo = (is: boolean): string => (is ? accessTexts.yes : accessTexts.no);

const heads = [
  { key: "name", text: texts.name },
  { key: "kind", text: texts.kind },
  { key: "role", text: texts.role },
  { key: "money", text: texts.money },
  { key: "seen", text: texts.seen },
  { key: "ends", text: texts.ends },
];

/** Accounts and tokens. */
export const PeopleCard = ({ people }: { readonly people: PeopleAnswer["people"] }) => (
  <Card title={texts.title} note={texts.note}>
    {people.length === 0 ? (
      <EmptyState title={texts.none}>
        <p>{texts.noneDetail}</p>
      </EmptyState>
    ) : (
      <ScrollTable label={texts.title} heads={heads}>
        {people.map(({ kind, name, role, money, lastSeenAt, endsAt }) => (
          <tr key={`${kind} ${name}`}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>{texts.kinds[kind]}</td>
            <td>{accessTexts.roles[role]}</td>
            <td>{yesNo(money)}</td>
            <td>{lastSeenAt === null ? texts.never : momentText(lastSeenAt)}</td>
            <td>{endsAt === null ? texts.noEnd : momentText(endsAt)}</td>
          </tr>
        ))}
      </ScrollTable>
    )}
  </Card>
);

const sessionHeads = [
  { key: "name", text: texts.name },
  { key: "kind", text: accessTexts.sessions.kind },
  { key: "role", text: texts.role },
  { key: "money", text: texts.money },
  { key: "since", text: accessTexts.sessions.since },
  { key: "seen", text: texts.seen },
];

/** Who is in now. */
export const SessionsCard = ({ sessions }: { readonly sessions: PeopleAnswer["sessions"] }) => (
  <Card title={accessTexts.sessions.title}>
    {sessions.length === 0 ? (
      <EmptyState title={accessTexts.sessions.none} />
    ) : (
      <ScrollTable label={accessTexts.sessions.title} heads={sessionHeads}>
        {sessions.map(({ name, kind, role, money, since, lastSeenAt }) => (
          <tr key={`${name} ${since} ${lastSeenAt}`}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <td>{accessTexts.sessions.kinds[kind]}</td>
            <td>{accessTexts.roles[role]}</td>
            <td>{yesNo(money)}</td>
            <td>{momentText(since)}</td>
            <td>{momentText(lastSeenAt)}</td>
          </tr>
        ))}
      </ScrollTable>
    )}
  </Card>
);
