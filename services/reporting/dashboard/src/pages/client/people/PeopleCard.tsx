import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import { Fragment } from "react";
import { useRead } from "../../../api/useRead.ts";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import page from "../ClientPage.module.css";

const texts = clientContactTexts.people;

const Theirs = ({ people }: { readonly people: ClientAccount["people"] }) => (
  <PlainTable
    label={texts.theirs}
    heads={[texts.name, texts.knownBy, texts.last]}
    rows={people
      .toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
      .map(({ address, name, title, lastAt, knownBy }) => ({
        key: address,
        cells: [
          <Fragment key="person">
            <bdi>{name ?? address}</bdi>
            <p className={`${page.line} ${page.muted}`}>
              <bdi>{[title, name === null ? null : address].filter((part) => part !== null).join(" · ")}</bdi>
            </p>
          </Fragment>,
          <bdi key="knownBy">
            {knownBy.length === 0 ? texts.nobody : knownBy.map(({ memberName }) => memberName).join(", ")}
          </bdi>,
          momentText(lastAt),
        ],
      }))}
    cells="words"
  />
);

const People = ({ answer }: { readonly answer: ClientAccount }) =>
  answer.people.length === 0 ? (
    <p className={page.muted}>{texts.none}</p>
  ) : (
    <>
      <h3 className={page.part}>{texts.theirs}</h3>
      <Theirs people={answer.people} />
      <h3 className={page.part}>{texts.ours}</h3>
      <ul className={page.list}>
        {answer.ours.map(({ member, memberName, people, aloneWith }) => (
          <li key={member}>
            <bdi>{memberName}</bdi> <span className={page.muted}>{texts.knows(people, aloneWith)}</span>
          </li>
        ))}
      </ul>
      <p className={page.muted}>{texts.bus(answer.busFactor)}</p>
    </>
  );

/** Who writes, on both sides, and who knows whom. */
export const PeopleCard = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/clients/:id/account", { params: { id } });
  return (
    <Card title={texts.title} note={texts.note} restsOn={["mail"]}>
      <Loaded query={query} lines={16}>
        {(answer) => <People answer={answer} />}
      </Loaded>
    </Card>
  );
};
