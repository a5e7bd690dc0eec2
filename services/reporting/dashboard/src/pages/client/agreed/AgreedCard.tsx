import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import { useRead } from "../../../api/useRead.ts";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientContactTexts } from "../../../texts/en/clientContact.ts";
import page from "../ClientPage.module.css";
import { agreedWords, contractWords, splitMeetings } from "./agreedWords.ts";

const texts = clientContactTexts.agreed;

const Contracts = ({ contracts }: { readonly contracts: ClientAnswer["contracts"] }) => (
  <>
    <h3 className={page.part}>{texts.contracts}</h3>
    {contracts.length === 0 ? (
      <p className={page.muted}>{texts.noContract}</p>
    ) : (
      <ul className={page.list}>
        {contracts.map((contract) => (
          <li key={contract.contract}>
            <bdi>{contract.contract}</bdi> {contractWords(contract)}
          </li>
        ))}
      </ul>
    )}
  </>
);

const Meetings = ({
  id,
  title,
  none,
  meetings,
}: {
  readonly id: string;
  readonly title: string;
  readonly none: string | null;
  readonly meetings: ReadonlyArray<ClientAccount["meetings"][number]>;
}) =>
  meetings.length === 0 && none === null ? null : (
    <>
      <h3 className={page.part}>{title}</h3>
      {meetings.length === 0 ? (
        <p className={page.muted}>{none}</p>
      ) : (
        <ul className={page.list}>
          {meetings.map(({ at, people, eventId }) => (
            <li key={eventId}>
              <EventsLink client={id} ids={[eventId]}>
                {momentText(at)}
              </EventsLink>{" "}
              <span className={page.muted}>{texts.meeting(people)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );

const Promises = ({ id, answer }: { readonly id: string; readonly answer: ClientAccount }) => {
  const { agreed } = answer;
  const { ahead, past } = splitMeetings(answer.meetings, answer.asOf, Date.now());
  return (
    <>
      <h3 className={page.part}>{texts.promises}</h3>
      {agreed === null ? (
        <p className={page.muted}>{texts.noPromise}</p>
      ) : (
        <p className={page.line}>
          <EventsLink client={id} ids={[agreed.eventId]}>
            {agreedWords(agreed)}
          </EventsLink>
        </p>
      )}
      <Meetings id={id} title={texts.meetings} none={texts.noMeeting} meetings={ahead} />
      <Meetings id={id} title={texts.past} none={null} meetings={past.toReversed()} />
    </>
  );
};

/** What is agreed with it, and when we meet. */
export const AgreedCard = ({ answer }: { readonly answer: ClientAnswer }) => {
  const { id } = answer.client;
  const query = useRead("GET /v1/clients/:id/account", { params: { id } });
  return (
    <Card title={texts.title} restsOn={["books", "meetings"]}>
      <Contracts contracts={answer.contracts} />
      <Loaded query={query} lines={5}>
        {(account) => <Promises id={id} answer={account} />}
      </Loaded>
    </Card>
  );
};
