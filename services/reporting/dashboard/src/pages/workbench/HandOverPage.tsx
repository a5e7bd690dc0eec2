import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useRead } from "../../api/useRead.ts";
import { dayText } from "../../format/days.ts";
import { Loaded } from "../../kit/Loaded.tsx";
import { workbenchTexts } from "../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../texts/en/workbenchClient.ts";
import { handOverTexts } from "../../texts/en/workbenchHandOver.ts";
import { OurPeople, TheirPeople } from "./handOver/People.tsx";
import { Meetings, Promised, Waiting } from "./handOver/Promises.tsx";
import { Money, Noticed, Risk } from "./handOver/Standing.tsx";
import { Choose } from "./parts/Choose.tsx";
import { NoMoney } from "./parts/NoMoney.tsx";
import styles from "./parts/Page.module.css";

const texts = handOverTexts;
const route = getRouteApi("/hand-over/$client");

const Pack = ({ answer }: { readonly answer: HandOverAnswer }) => (
  <div className={styles.page}>
    <NoMoney />
    <Waiting answer={answer} />
    <TheirPeople answer={answer} />
    <div className={styles.columns}>
      <OurPeople answer={answer} />
      <Promised answer={answer} />
      <Meetings answer={answer} />
      <Money answer={answer} />
      <Risk answer={answer} />
      <Noticed answer={answer} />
    </div>
  </div>
);

const Controls = ({ whole }: { readonly whole: HandOverAnswer | undefined }) => {
  const { without } = route.useSearch();
  const navigate = useNavigate({ from: "/hand-over/$client" });
  return (
    <form className={`${styles.filters} ${styles.unprinted}`} onSubmit={(event) => event.preventDefault()}>
      <Choose
        label={texts.without}
        value={without ?? ""}
        options={[
          { value: "", text: texts.withoutNobody },
          ...(whole?.ours ?? []).map(({ member, memberName }) => ({ value: member, text: memberName })),
          ...(without === undefined || whole?.ours.some(({ member }) => member === without)
            ? []
            : [{ value: without, text: without }]),
        ]}
        onChoose={(value) =>
          void navigate({
            search: (before) => ({ ...before, without: value === "" ? undefined : value }) as typeof before,
            replace: true,
          })
        }
      />
      <button type="button" onClick={() => window.print()}>
        {texts.print}
      </button>
    </form>
  );
};

/** The page at `/hand-over/$client`: what somebody who takes the account over needs, to read or to print. */
export const HandOverPage = () => {
  const { client } = route.useParams();
  const { without } = route.useSearch();
  const whole = useRead("GET /v1/clients/:id/hand-over", { params: { id: client } });
  const query = useRead("GET /v1/clients/:id/hand-over", { params: { id: client }, query: { without } });
  const card = query.data?.client;
  return (
    <div className={styles.page}>
      <p className={`${styles.crumbs} ${styles.unprinted}`}>
        <Link to="/workbench/$client" params={{ client }}>
          {workbenchTexts.ladder.title}
        </Link>
        <Link to="/clients/$client" params={{ client }}>
          {workbenchClientTexts.page}
        </Link>
      </p>
      <h1>
        <bdi>{texts.title(card?.name ?? client)}</bdi>
      </h1>
      <p className={styles.lead}>
        {query.data === undefined ? (
          "\u00a0"
        ) : (
          <>
            {texts.lead(dayText(query.data.asOf))}. {texts.owner}:{" "}
            <bdi>{card?.ownerName ?? workbenchTexts.nobody}</bdi>.
          </>
        )}
      </p>
      <Controls whole={whole.data} />
      <Loaded query={query} lines={30}>
        {(answer) => <Pack answer={answer} />}
      </Loaded>
    </div>
  );
};
