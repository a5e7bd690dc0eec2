import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { handOverTexts } from "../../../texts/en/workbenchHandOver.ts";
import page from "../parts/Page.module.css";

const texts = handOverTexts;

type Answered = { readonly answer: HandOverAnswer };

/** Who they are, and who of us knows them. */
export const TheirPeople = ({ answer: { people } }: Answered) => (
  <Card title={texts.people}>
    {people.length === 0 ? (
      <p className={page.muted}>{texts.nothing}</p>
    ) : (
      <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.people}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{texts.person}</th>
              <th scope="col">{texts.title_}</th>
              <th scope="col">{texts.knownBy}</th>
              <th scope="col">{texts.last}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.address}>
                <th scope="row">
                  <bdi>{person.name ?? person.address}</bdi>
                  {person.name !== null && (
                    <div className={`${page.muted} ${page.small}`}>
                      <bdi>{person.address}</bdi>
                    </div>
                  )}
                </th>
                <td>
                  <bdi>{person.title ?? kitTexts.none}</bdi>
                </td>
                <td>
                  {person.knownBy.length === 0 ? (
                    <strong>{texts.unknown}</strong>
                  ) : (
                    <ul className={page.plain}>
                      {person.knownBy.map(({ member, memberName, messagesIn, messagesOut }) => (
                        <li key={member}>
                          <bdi>{texts.messages(memberName, messagesIn, messagesOut)}</bdi>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
                <td>
                  <time dateTime={person.lastAt}>{momentText(person.lastAt)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Card>
);

/** Who of us is in touch, and how much hangs on each. */
export const OurPeople = ({ answer: { ours, busFactor } }: Answered) => (
  <Card title={texts.ours}>
    {ours.length === 0 ? (
      <p className={page.muted}>{texts.nothing}</p>
    ) : (
      <>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{texts.person}</th>
              <th scope="col" className={page.figure}>
                {texts.knows}
              </th>
              <th scope="col" className={page.figure}>
                {texts.alone}
              </th>
            </tr>
          </thead>
          <tbody>
            {ours.map(({ member, memberName, people, aloneWith }) => (
              <tr key={member}>
                <th scope="row">
                  <bdi>{memberName}</bdi>
                </th>
                <td className={page.figure}>{people}</td>
                <td className={page.figure}>{aloneWith}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {busFactor > 0 && <p>{texts.busFactor(busFactor)}</p>}
      </>
    )}
  </Card>
);
