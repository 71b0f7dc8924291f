import { useSyncExternalStore } from 'react';
import type { Session } from './session.ts';

export const SessionHint = ({ session }: { session: Session }) => {
  const token = useSyncExternalStore(session.subscribe, session.token);
  return (
    <div className="leadwire-session" role="status">
      {token === null ? (
        <p>
          <strong>Not signed in.</strong> Run SignIn once: its token then goes with every tab, over HTTP and over the
          socket. An Authorization line under Headers comes first.
        </p>
      ) : (
        <>
          <p>
            <strong>Signed in.</strong> The token goes with every tab until the page is loaded anew. An Authorization
            line under Headers comes first.
          </p>
          <button type="button" className="graphiql-button" onClick={session.forget}>
            Forget the token
          </button>
        </>
      )}
    </div>
  );
};
