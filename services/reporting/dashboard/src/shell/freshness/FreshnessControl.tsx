import { Link } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { momentText } from "../../format/days.ts";
import { countText, percentText } from "../../format/figures.ts";
import { Popover } from "../../kit/Popover.tsx";
import { shellTexts } from "../../texts/en/shell.ts";
import { type LiveState, useLiveState } from "../live/LiveState.ts";
import styles from "./FreshnessControl.module.css";
import { SourcesTable } from "./SourcesTable.tsx";
import { staleSources } from "./sourcesState.ts";
import { useSources } from "./useSources.ts";

const texts = shellTexts.freshness;

const useCoverage = () => useRead("GET /v1/coverage", {}).data ?? null;

const shareText = (coverage: ReturnType<typeof useCoverage>): string | null =>
  coverage === null || coverage.attributed.share === null
    ? null
    : percentText(coverage.attributed.share * 100);

const liveText = (live: LiveState): string => texts.live[live.kind];

const Summary = () => {
  const sources = useSources();
  const share = shareText(useCoverage());
  if (sources.data === undefined) return <>{sources.isError ? texts.failed : texts.pending}</>;
  const count = sources.data.sources.length;
  if (count === 0) return <>{texts.none}</>;
  const stale = staleSources(sources.data.sources).length;
  return (
    <>
      <span className={stale === 0 ? styles.fresh : styles.stale} aria-hidden="true">
        {stale === 0 ? "●" : "▲"}
      </span>{" "}
      {stale === 0 ? texts.fresh(count) : texts.stale(stale, count)}
      {share !== null && <span className={styles.share}> · {texts.coverage(share)}</span>}
    </>
  );
};

const Details = ({ close }: { readonly close: () => void }) => {
  const { data } = useSources();
  const coverage = useCoverage();
  const share = shareText(coverage);
  const live = useLiveState();
  if (data === undefined) return null;
  const behind = data.projectorLagRecords ?? 0;
  return (
    <div className={styles.details}>
      <SourcesTable sources={data.sources} />
      {coverage !== null && share !== null && <p>{texts.coverageLong(share, countText(coverage.total))}</p>}
      <p>{behind > 0 ? texts.behind(countText(behind)) : texts.caughtUp}</p>
      <p>
        {liveText(live)}
        {live.kind === "on" && live.at !== null && ` · ${momentText(live.at)}`}
      </p>
      <p className={styles.links}>
        <Link to="/data/sources" onClick={close}>
          {texts.more}
        </Link>
        <Link to="/unattributed" onClick={close}>
          {texts.toLink}
        </Link>
      </p>
    </div>
  );
};

/** Always in sight: whether every source is still read, and how much of it is linked to clients. */
export const FreshnessControl = () => (
  <Popover title={texts.title} button={<Summary />}>
    {(close) => <Details close={close} />}
  </Popover>
);
