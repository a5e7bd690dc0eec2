import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useRead } from "../../api/useRead.ts";
import { Card } from "../../kit/Card.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { NotYours } from "../../kit/say/NotYours.tsx";
import { Telling } from "../../kit/say/Told.tsx";
import { PlainTable } from "../../kit/table/PlainTable.tsx";
import { workbenchTexts } from "../../texts/en/workbench.ts";
import { outcomesTexts } from "../../texts/en/workbenchOutcomes.ts";
import { effectCells } from "./outcomes/EffectTable.tsx";
import { PlayItem } from "./outcomes/PlayItem.tsx";
import { Verdicts } from "./outcomes/Verdicts.tsx";
import { NoMoney } from "./parts/NoMoney.tsx";
import styles from "./parts/Page.module.css";
import { onAll } from "./parts/rests.ts";
import { usePaged } from "./parts/usePaged.ts";

const texts = outcomesTexts;

const ByAction = ({ of }: { readonly of: PlaysAnswer["byAction"] }) =>
  of.length === 0 ? null : (
    <Card title={texts.byAction} note={texts.byActionNote} restsOn={onAll}>
      <PlainTable
        label={texts.byAction}
        heads={[texts.action, texts.effect, texts.interval]}
        rows={of.map((row) => ({
          key: `${row.action} ${row.measure}`,
          cells: [
            <Fragment key="action">
              {workbenchTexts.actions[row.action]}: {row.means}
              <div className={`${styles.muted} ${styles.small}`}>{texts.plays_of(row.plays)}</div>
            </Fragment>,
            ...effectCells(row, of),
          ],
        }))}
      />
    </Card>
  );

const Plays = ({ answer }: { readonly answer: PlaysAnswer }) => {
  const paged = usePaged(answer.items);
  if (answer.items.length === 0)
    return (
      <EmptyState title={texts.emptyTitle}>
        <p>{texts.empty}</p>
        <Link to="/workbench">{texts.toWorkbench}</Link>
      </EmptyState>
    );
  return (
    <>
      <ByAction of={answer.byAction} />
      <Card title={texts.plays} note={texts.playsNote} restsOn={onAll}>
        <ol className={styles.plain}>
          {paged.rows.map((play) => (
            <PlayItem key={play.playId} play={play} />
          ))}
        </ol>
        {paged.more !== null && (
          <button type="button" onClick={paged.more}>
            {workbenchTexts.more(paged.rows.length, answer.items.length)}
          </button>
        )}
      </Card>
    </>
  );
};

/** The page at `/outcomes`: what was done about clients, what came of it, and people's verdicts beside the scores. */
export const OutcomesPage = () => {
  const query = useRead("GET /v1/plays", {});
  return (
    <Telling>
      <div className={styles.page}>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
        <Loaded query={query} lines={8}>
          {(answer) => (
            <div className={styles.page}>
              <NoMoney />
              <NotYours kinds={["play_end"]} />
              <Plays answer={answer} />
            </div>
          )}
        </Loaded>
        <Verdicts />
      </div>
    </Telling>
  );
};
