import { useQuery } from "@tanstack/react-query";
import { say } from "../../api/request.ts";
import { sessionOptions } from "../../api/useSession.ts";
import { Popover } from "../../kit/Popover.tsx";
import { shellTexts } from "../../texts/en/shell.ts";
import fields from "../Fields.module.css";

const texts = shellTexts.account;
const signInAt = "/session";

const signOut = async (): Promise<void> => {
  await say("DELETE /v1/session", {});
  location.assign(signInAt);
};

/** Who is signed in, and the way out; the way in where nobody is. */
export const AccountControl = () => {
  const { data, error } = useQuery(sessionOptions);
  if (error?.status === 401) return <a href={signInAt}>{texts.signIn}</a>;
  if (data === undefined) return null;
  return (
    <Popover title={texts.title} button={<bdi>{data.name}</bdi>}>
      {() => (
        <div className={fields.form}>
          <p>{texts.role(data.role, data.money)}</p>
          <div className={fields.actions}>
            <button type="button" onClick={() => void signOut()}>
              {texts.signOut}
            </button>
          </div>
        </div>
      )}
    </Popover>
  );
};
