import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import { useRead } from "../../../api/useRead.ts";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import page from "../ClientPage.module.css";

const texts = clientContactTexts.people;

const Theirs = ({ people }: { readonly people: ClientAccount["people"] }) => (
  <div className={page.scroll}>
    <table className={page.table}>
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.knownBy}</th>
          <th scope="col">{texts.last}</th>
        </tr>
      </thead>
      <tbody>
        {people
          .toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
          .map(({ address, name, title, lastAt, knownBy }) => (
            <tr key={address}>
              <th scope="row">
                <bdi>{name ?? address}</bdi>
                <p className={`${page.line} ${page.muted}`}>
                  <bdi>
                    {[title, name === null ? null : address].filter((part) => part !== null).join(" · ")}
                  </bdi>
                </p>
              </th>
              <td>
                <bdi>
                  {knownBy.length === 0
                    ? texts.nobody
                    : knownBy.map(({ memberName }) => memberName).join(", ")}
                </bdi>
              </td>
              <td>{momentText(lastAt)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
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
      <Loaded query={query} lines={8}>
        {(answer) => <People answer={answer} />}
      </Loaded>
    </Card>
  );
};
