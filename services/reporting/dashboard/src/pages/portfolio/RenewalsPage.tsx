import { getRouteApi } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { useSession } from "../../api/useSession.ts";
import { Loaded } from "../../kit/Loaded.tsx";
import { useSpan } from "../../shell/useWhen.ts";
import { renewalTexts } from "../../texts/en/renewals.ts";
import { ContractsCard } from "./ahead/ContractsCard.tsx";
import { InvoicesCard } from "./ahead/InvoicesCard.tsx";
import { noticeGroups } from "./ahead/noticeGroups.ts";
import { shortAmount } from "./parts/amount.ts";
import { Choice } from "./parts/Choice.tsx";
import { OwnerFilter } from "./parts/OwnerFilter.tsx";
import { onBooks } from "./parts/rests.ts";
import { Tile, Tiles } from "./parts/Tile.tsx";
import styles from "./Portfolio.module.css";
import { renewalHorizons } from "./searches.ts";

const route = getRouteApi("/renewals");
const texts = renewalTexts;

/** The page at `/renewals`: contracts with their deadlines, and what is to be expected without one. */
export const RenewalsPage = () => {
  const { days = "365", owner } = route.useSearch();
  const navigate = route.useNavigate();
  const go = (next: object) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  const { currency } = useSpan();
  const { money } = useSession();
  const renewals = useRead("GET /v1/renewals", {
    query: { days: Number(days), ...(currency === undefined ? {} : { currency }) },
  });
  const mine = (row: { readonly owner: string | null }) => owner === undefined || row.owner === owner;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{texts.title}</h1>
        <Choice
          label={texts.horizon.label}
          options={renewalHorizons.map((one) => [one, texts.horizon[one]])}
          chosen={days}
          onChoose={(one) => go({ days: one })}
        />
      </header>
      <Loaded query={renewals} lines={24}>
        {(answer) => {
          const shownIn = answer.currency;
          const contracts = answer.renewals.filter(mine);
          return (
            <div className={styles.page}>
              <OwnerFilter
                rows={[...answer.renewals, ...answer.invoices]}
                owner={owner}
                onOwner={(next) => go({ owner: next })}
              />
              <Tiles>
                {noticeGroups(contracts).map(({ state, contracts: of, yearMinor }) => (
                  <Tile key={state} restsOn={onBooks} name={texts.groups[state]} figure={texts.groupOf(of)}>
                    {money && `${shortAmount(yearMinor, shownIn)} ${texts.nextYear}`}
                  </Tile>
                ))}
              </Tiles>
              <ContractsCard rows={contracts} currency={shownIn} days={answer.days} />
              <InvoicesCard
                rows={answer.invoices.filter(mine)}
                currency={shownIn}
                until={answer.invoicesUntil}
              />
            </div>
          );
        }}
      </Loaded>
    </div>
  );
};
