import type { WordKind } from "@rapport/contracts/http/words/Say";
import { useRead } from "../../../api/useRead.ts";
import { useReadPages } from "../../../api/useReadPages.ts";
import { Card } from "../../../kit/Card.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { NotYours } from "../../../kit/say/NotYours.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { dayText } from "../../../format/days.ts";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../../texts/en/workbenchClient.ts";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";
import page from "../parts/Page.module.css";
import { HistoryItem } from "./HistoryItem.tsx";
import styles from "./Words.module.css";

const texts = workbenchClientTexts;

interface Whom {
  readonly id: string;
  readonly name: string;
}

const offered: ReadonlyArray<WordKind> = [
  "decision",
  "play_start",
  "verdict",
  "waiver",
  "snooze",
  "cause",
  "flag",
  "agreed",
  "break",
  "client_end",
  "client_resume",
];

/** Everything that can be said of a client, by this reader. */
export const SayBar = ({ id, name }: Whom) => (
  <>
    <div className={styles.bar} role="group" aria-label={texts.say}>
      {offered.map((kind) => (
        <SayButton
          key={kind}
          kind={kind}
          about={{ client: id }}
          clientName={name}
          className={kind === "decision" ? styles.main : undefined}
        />
      ))}
    </div>
    <NotYours kinds={offered} />
  </>
);

/** Plays of a client that nobody ended yet. */
export const RunningPlays = ({ id, name }: Whom) => {
  const plays = useRead("GET /v1/plays", {});
  const running = plays.data?.items.filter(({ client, ended }) => client.id === id && ended === null) ?? [];
  if (running.length === 0) return null;
  return (
    <Card title={texts.running}>
      <ul className={page.plain}>
        {running.map((play) => (
          <li key={play.playId} className={styles.word}>
            <p>
              <strong>{workbenchTexts.actions[play.action]}</strong>{" "}
              {outcomesTexts.running(dayText(play.startedOn))}: <bdi>{play.reason}</bdi>
            </p>
            <SayButton kind="play_end" about={{ playId: play.playId }} clientName={name} />
          </li>
        ))}
      </ul>
    </Card>
  );
};

/** What was said of a client and what the machine told, newest first; what can be taken back has a button. */
export const HistoryCard = ({ id, name }: Whom) => {
  const history = useReadPages("GET /v1/clients/:id/history", {
    params: { id },
    query: { limit: 20 },
  });
  return (
    <Card title={texts.history} note={texts.historyNote}>
      <Loaded query={history} lines={4}>
        {(pages) => (
          <>
            {pages[0]?.total === 0 && <p className={page.muted}>{texts.historyEmpty}</p>}
            <ol className={page.plain}>
              {pages
                .flatMap(({ items }) => items)
                .map((item) => (
                  <HistoryItem key={`${item.type} ${item.eventId}`} item={item} clientName={name} />
                ))}
            </ol>
            {history.hasNextPage && (
              <button
                type="button"
                disabled={history.isFetchingNextPage}
                onClick={() => void history.fetchNextPage()}
              >
                {texts.historyMore}
              </button>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
};
