import './views/app.js';
import * as api from './api.js';
import {Library} from './library.js';
import {LiveConnection} from './live.js';
import {session} from './session.js';

const live = new LiveConnection(() => session.token);
const library = new Library(live);
const app = /** @type {import('./views/app.js').AlchemyApp} */ (document.querySelector('alchemy-app'));

/** Everything that only those see who may. */
async function enter() {
  if (session.state === 'out') {
    live.stop();
    library.forget();
    return;
  }
  live.start();
  await Promise.all([library.load(), app.entered()]);
}

let entering = Promise.resolve();
session.addEventListener('state', () => (entering = enter()));
session.addEventListener('token', () => live.renew());
live.addEventListener('frame', event => {
  if (/** @type {CustomEvent} */ (event).detail.event === 'auth:expiring') session.renew();
});
app.start(library, live, session);
const config = await api.getConfig().catch(error => app.complain(error));
app.config = config ?? null;
session.begin(config ?? null);
await Promise.all([entering, app.updateComplete]);
document.documentElement.dataset.ready = 'true';
