import './views/app.js';
import {Library} from './library.js';
import {LiveConnection, liveUrl} from './live.js';

const live = new LiveConnection(liveUrl());
const library = new Library(live);
const app = /** @type {import('./views/app.js').AlchemyApp} */ (document.querySelector('alchemy-app'));

app.start(library, live);
live.start();
await Promise.all([library.load(), app.updateComplete]);
document.documentElement.dataset.ready = 'true';
