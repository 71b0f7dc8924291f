import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { createFetcher } from './create-fetcher.ts';
import { exampleTabs } from './example-tabs.ts';
import { provideMonacoWorkers } from './monaco-workers.ts';
import { SessionHint } from './session-hint.tsx';
import { createSession } from './session.ts';

const elementOf = (id: string) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element #${id}`);
  return element;
};

const settings = JSON.parse(elementOf('settings').textContent) as PlaygroundSettings;
provideMonacoWorkers(settings.workers);
const session = createSession();

// GraphiQL keeps the tabs and a history, variables included: of a password no more may stay than the browser tab lives.
createRoot(elementOf('playground')).render(
  <GraphiQL
    fetcher={createFetcher(settings.endpoint, session)}
    defaultTabs={exampleTabs(settings.signIn)}
    defaultEditorToolsVisibility="variables"
    storage={sessionStorage}
  >
    <GraphiQL.Logo>
      <span className="leadwire-logo">Leadwire</span>
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <SessionHint session={session} />
    </GraphiQL.Footer>
  </GraphiQL>,
);
