import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { Skeleton } from "../../kit/Skeleton.tsx";
import { useSpan, useWhen } from "../../shell/useWhen.ts";
import { portfolioTexts } from "../../texts/en/portfolio.ts";
import { BandsCard } from "./overview/BandsCard.tsx";
import { CostlyCard } from "./overview/CostlyCard.tsx";
import { DataFooting } from "./overview/DataFooting.tsx";
import { KeyFigures } from "./overview/KeyFigures.tsx";
import { MoversCard } from "./overview/MoversCard.tsx";
import { PartsCard } from "./overview/PartsCard.tsx";
import { QuadrantCard } from "./overview/QuadrantCard.tsx";
import { RenewalsCard } from "./overview/RenewalsCard.tsx";
import { InShort } from "./overview/InShort.tsx";
import { WhaleCard } from "./overview/WhaleCard.tsx";
import styles from "./Portfolio.module.css";
import { lastDayOf, sinceOf, todayInUtc } from "./parts/since.ts";
import { SinceForm } from "./parts/SinceForm.tsx";

const route = getRouteApi("/");

/** Days ahead that the portfolio looks for renewals. */
const renewalDays = 180;

/** The page at `/`: how the portfolio stands, who moved, who costs more than they return, what comes next. */
export const PortfolioPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const when = useWhen();
  const span = useSpan();
  const { currency } = span;
  // What is about money alone is refused to whoever may not see it; nothing of it is shown here then.
  const { known, may } = useSession();
  const money = may("GET /v1/quadrant");
  const lastDay = lastDayOf(when, todayInUtc());
  const since = sinceOf(search.since, lastDay);
  const retention = useRead("GET /v1/retention", { query: span });
  const quadrant = useRead("GET /v1/quadrant", { query: span });
  const whale = useRead("GET /v1/whale-curve", { query: span });
  const renewals = useRead("GET /v1/renewals", {
    query: { days: renewalDays, ...(currency === undefined ? {} : { currency }) },
  });
  // The long questions wait until the short ones are answered: the warehouse answers in turn.
  const enabled = !retention.isPending && !quadrant.isPending && !renewals.isPending;
  const risk = useRead("GET /v1/risk", { query: { limit: 50 } }, { enabled });
  const changed = useRead("GET /v1/what-changed", { query: { since } }, { enabled });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{portfolioTexts.title}</h1>
        <SinceForm
          since={since}
          lastDay={lastDay}
          onSince={(day) =>
            void navigate({ search: (before) => ({ ...before, since: day }), resetScroll: false })
          }
        />
      </header>
      <InShort retention={retention} quadrant={quadrant} risk={risk} renewals={renewals} />
      {!known ? (
        <Skeleton lines={20} />
      ) : money ? (
        <KeyFigures retention={retention} quadrant={quadrant} whale={whale} />
      ) : (
        <p className={styles.muted}>{portfolioTexts.noMoney}</p>
      )}
      <div className={styles.pair}>
        <MoversCard changed={changed} risk={risk} retention={retention} since={since} />
        {money ? <CostlyCard quadrant={quadrant} /> : <RenewalsCard query={renewals} />}
      </div>
      {money && (
        <div id="quadrant" className={styles.anchor} tabIndex={-1}>
          <QuadrantCard query={quadrant} />
        </div>
      )}
      <div className={styles.pair}>
        <BandsCard changed={changed} risk={risk} since={since} />
        <PartsCard changed={changed} since={since} />
      </div>
      {money && (
        <div className={styles.pair}>
          <WhaleCard query={whale} />
          <RenewalsCard query={renewals} />
        </div>
      )}
      <DataFooting risk={risk} />
    </div>
  );
};
