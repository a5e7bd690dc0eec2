import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { Fragment } from "react";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { handOverTexts } from "../../../texts/en/workbenchHandOver.ts";
import page from "../parts/Page.module.css";
import { onPeople } from "../parts/rests.ts";

const texts = handOverTexts;

type Answered = { readonly answer: HandOverAnswer };

const cellsOf = (person: HandOverAnswer["people"][number]) => [
  <Fragment key="person">
    <bdi>{person.name ?? person.address}</bdi>
    {person.name !== null && (
      <div className={`${page.muted} ${page.small}`}>
        <bdi>{person.address}</bdi>
      </div>
    )}
  </Fragment>,
  <bdi key="title">{person.title ?? kitTexts.none}</bdi>,
  person.knownBy.length === 0 ? (
    <strong key="known">{texts.unknown}</strong>
  ) : (
    <ul key="known" className={page.plain}>
      {person.knownBy.map(({ member, memberName, messagesIn, messagesOut }) => (
        <li key={member}>
          <bdi>{texts.messages(memberName, messagesIn, messagesOut)}</bdi>
        </li>
      ))}
    </ul>
  ),
  <time key="last" dateTime={person.lastAt}>
    {momentText(person.lastAt)}
  </time>,
];

/** Who they are, and who of us knows them. */
export const TheirPeople = ({ answer: { people } }: Answered) => (
  <Card title={texts.people} restsOn={onPeople}>
    {people.length === 0 ? (
      <p className={page.muted}>{texts.nothing}</p>
    ) : (
      <PlainTable
        label={texts.people}
        cells="words"
        heads={[texts.person, texts.title_, texts.knownBy, texts.last]}
        rows={people.map((person) => ({ key: person.address, cells: cellsOf(person) }))}
      />
    )}
  </Card>
);

/** Who of us is in touch, and how much hangs on each. */
export const OurPeople = ({ answer: { ours, busFactor } }: Answered) => (
  <Card title={texts.ours} restsOn={onPeople}>
    {ours.length === 0 ? (
      <p className={page.muted}>{texts.nothing}</p>
    ) : (
      <>
        <PlainTable
          label={texts.ours}
          heads={[texts.person, texts.knows, texts.alone]}
          rows={ours.map(({ member, memberName, people, aloneWith }) => ({
            key: member,
            cells: [<bdi key="member">{memberName}</bdi>, people, aloneWith],
          }))}
        />
        {busFactor > 0 && <p>{texts.busFactor(busFactor)}</p>}
      </>
    )}
  </Card>
);
