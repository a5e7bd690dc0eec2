import type { ClientThreads, OpenThread } from "@rapport/contracts/http/client/Threads";
import { useRead } from "../../../api/useRead.ts";
import { momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { clientTexts } from "../../../texts/en/client.ts";
import page from "../ClientPage.module.css";
import { daysSince } from "./daysSince.ts";

const texts = clientTexts.waiting;
const most = 8;

const Thread = ({
  id,
  thread,
  asOf,
}: {
  readonly id: string;
  readonly thread: OpenThread;
  readonly asOf: string;
}) => {
  const people = thread.awaiting === "us" ? thread.theirs : thread.ours;
  return (
    <li>
      <EventsLink client={id} ids={thread.eventIds}>
        <bdi>{thread.channel === "mail" ? texts.mail : texts.ticket(thread.about)}</bdi>
      </EventsLink>{" "}
      <strong>{texts.days(daysSince(thread.since, asOf, Date.now()))}</strong>
      <p className={`${page.line} ${page.muted}`}>
        {texts.since(momentText(thread.since))}
        {[thread.status, people.join(", ")].map(
          (part) =>
            part !== null &&
            part !== "" && (
              <span key={part}>
                {" · "}
                <bdi>{part}</bdi>
              </span>
            ),
        )}
      </p>
    </li>
  );
};

const Side = ({
  id,
  title,
  none,
  threads,
  asOf,
}: {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly threads: ReadonlyArray<OpenThread>;
  readonly asOf: string;
}) => (
  <>
    <h3 className={page.part}>
      {title} ({threads.length})
    </h3>
    {threads.length === 0 ? (
      <p className={page.muted}>{none}</p>
    ) : (
      <ul className={page.list}>
        {threads.slice(0, most).map((thread) => (
          <Thread key={`${thread.channel} ${thread.about}`} id={id} thread={thread} asOf={asOf} />
        ))}
        {threads.length > most && <li className={page.muted}>{texts.more(threads.length - most)}</li>}
      </ul>
    )}
  </>
);

const Both = ({ id, answer }: { readonly id: string; readonly answer: ClientThreads }) => {
  const of = (side: OpenThread["awaiting"]) => answer.items.filter(({ awaiting }) => awaiting === side);
  return (
    <>
      <Side id={id} title={texts.us} none={texts.noneUs} threads={of("us")} asOf={answer.asOf} />
      <Side id={id} title={texts.them} none={texts.noneThem} threads={of("them")} asOf={answer.asOf} />
    </>
  );
};

/** What was asked and has no answer yet, by who is to say the next word. */
export const WaitingCard = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/clients/:id/threads", { params: { id } });
  return (
    <Card title={texts.title} note={texts.note} restsOn={["mail", "tickets"]}>
      <Loaded query={query} lines={5}>
        {(answer) => <Both id={id} answer={answer} />}
      </Loaded>
    </Card>
  );
};
