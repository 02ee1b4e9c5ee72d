/** @import {Job, Track} from './types.js' */
/** @import {Frame, LiveConnection} from './live.js' */
import * as api from './api.js';
import {firstFailed, isSettled, liveJobs, mergeJobs} from './jobs.js';

const PAGE_SIZE = 30;
/** Several facts of one track tend to come at once (a job ends, two begin): one question answers them all. */
const GATHER_MS = 150;
/** While there is no socket, unfinished tracks are asked for this often. */
const POLL_MS = 5_000;
/** A server lets one socket follow 256 tracks unless it is told otherwise. */
const MOST_FOLLOWED = 200;

/**
 * All tracks that the page knows, kept true by the socket. A track is replaced, never changed in place.
 *
 * Fires `change` after every change, and `settled` (a CustomEvent of the track) when a track's last job has ended.
 */
export class Library extends EventTarget {
  /** @type {Map<string, Track>} */
  #tracks = new Map();
  /** @type {Map<string, number>} position of the last fact seen, by track */
  #positions = new Map();
  /** @type {Map<string, Job[]>} what the socket told of tracks that are watched, by track */
  #watched = new Map();
  /** @type {Map<string, number>} timers of questions about to be asked, by track */
  #questions = new Map();
  /** @type {string | null} */
  #next = null;
  /** What is looked for; empty for everything. */
  query = '';
  /** @type {Set<string> | null} ids of what was found; null while nothing is looked for */
  #found = null;
  /** @type {string | null} */
  #openId = null;
  /** @type {Error | null} why the list could not be read */
  error = null;
  loaded = false;

  /** @param {LiveConnection} live */
  constructor(live) {
    super();
    this.live = live;
    live.addEventListener('frame', event => this.#receive(/** @type {CustomEvent<Frame>} */ (event).detail));
    live.addEventListener('state', () => live.state === 'live' && this.loaded && this.load());
    setInterval(() => live.state === 'live' || this.#refreshUnsettled(), POLL_MS);
  }

  /** Those that were looked for, newest first. */
  get tracks() {
    return this.#found ? this.#all.filter(({id}) => this.#found?.has(id)) : this.#all;
  }

  /** Whether there is any track, looked for or not. */
  get isEmpty() {
    return this.#tracks.size === 0;
  }

  get #all() {
    return [...this.#tracks.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** @param {string | null} id */
  track(id) {
    return id === null ? undefined : this.#tracks.get(id);
  }

  /**
   * Follows tracks that are shown elsewhere than in the list, and need not be known.
   *
   * @param {string[]} ids and no others
   */
  watch(ids) {
    this.#watched = new Map(ids.map(id => [id, this.#watched.get(id) ?? []]));
    this.#changed();
  }

  /** @param {string | null} id @returns {Job[]} as far as is known */
  jobsOf(id) {
    return this.track(id)?.jobs ?? (id === null ? [] : this.#watched.get(id) ?? []);
  }

  /** Reads the newest page, again after a lost connection. */
  async load() {
    await this.#readPage(null);
  }

  async loadMore() {
    await this.#readPage(this.#next);
  }

  /** Whoever looked is gone. */
  forget() {
    this.#questions.forEach(timer => clearTimeout(timer));
    this.#questions.clear();
    this.#tracks.clear();
    this.#watched.clear();
    this.#positions.clear();
    this.#next = null;
    this.query = '';
    this.#found = null;
    this.error = null;
    this.loaded = false;
    this.dispatchEvent(new Event('change'));
  }

  /**
   * Looks for tracks; the page then shows those that were found.
   *
   * @param {string} query empty for all
   */
  async search(query) {
    this.query = query;
    this.#found = null;
    this.#next = null;
    this.loaded = false;
    await this.#readPage(null);
  }

  /** @param {string | null} after */
  async #readPage(after) {
    const {query} = this;
    try {
      const {tracks, next} = await api.listTracks({limit: PAGE_SIZE, after, query});
      if (query !== this.query) return;
      tracks.forEach(track => this.#put(track));
      if (query) this.#found = new Set([...(after ? this.#found ?? [] : []), ...tracks.map(({id}) => id)]);
      if (after !== null || !this.loaded) this.#next = next;
      this.error = null;
    } catch (error) {
      this.error = /** @type {Error} */ (error);
    }
    this.loaded = true;
    this.#changed();
  }

  /**
   * Names the track on screen, which is followed even when all its work is done.
   *
   * @param {string | null} id
   */
  async open(id) {
    this.#openId = id;
    this.#changed();
    if (id !== null) await this.refresh(id);
  }

  /**
   * Asks the server for one track.
   *
   * @param {string} id
   * @throws {api.ApiError} unless the track is gone, which empties its place
   */
  async refresh(id) {
    try {
      this.#put(await api.getTrack(id));
    } catch (error) {
      if (/** @type {api.ApiError} */ (error).status !== 404) throw error;
      this.#tracks.delete(id);
    }
    this.#changed();
  }

  /** @param {string} id */
  async remove(id) {
    await api.deleteTrack(id);
    this.#tracks.delete(id);
    this.#changed();
  }

  /** @param {string} id of a track whose unfinished work is no longer wanted */
  async cancel(id) {
    const track = this.#tracks.get(id);
    const lastFirst = track ? liveJobs(track).reverse() : [];
    for (const job of lastFirst) await this.cancelJob(id, job.id);
  }

  /** @param {string} id @param {string} jobId of a job that may have ended by itself in the meantime */
  async cancelJob(id, jobId) {
    try {
      this.#learn(id, [await api.cancelJob(jobId)]);
    } catch (error) {
      if (/** @type {api.ApiError} */ (error).code !== 'conflict') throw error;
    }
    await this.refresh(id);
  }

  /** @param {string} id of a track whose first failed step, and with it what follows, is tried again */
  async retry(id) {
    const failed = firstFailed((await api.getTrack(id)).jobs);
    if (failed) this.#learn(id, [await api.retryJob(failed.id)]);
    if (this.#tracks.has(id)) await this.refresh(id);
  }

  /** @param {Frame} frame */
  #receive({event, seq, data}) {
    if (event === 'track:snapshot') {
      if (seq !== undefined) this.#positions.set(data.trackId, seq);
      this.#learn(data.trackId, data.jobs);
    } else if (/^\w+:job:/.test(event)) {
      this.#receiveJob(seq, data);
    }
  }

  /** @param {number | undefined} seq facts are numbered, mere progress is not @param {Job} job */
  #receiveJob(seq, job) {
    if (seq !== undefined) {
      if (seq <= (this.#positions.get(job.trackId) ?? 0)) return;
      this.#positions.set(job.trackId, seq);
      if (this.#tracks.has(job.trackId)) this.#ask(job.trackId);
    }
    this.#learn(job.trackId, [job]);
  }

  /** @param {string} id @param {Job[]} news that comes in order: from the socket, or as the answer to what was just done */
  #learn(id, news) {
    const track = this.#tracks.get(id);
    const watched = this.#watched.get(id);
    if (watched) this.#watched.set(id, mergeJobs(watched, news, true));
    if (!track) return watched && this.dispatchEvent(new Event('change'));
    const jobs = mergeJobs(track.jobs, news, true);
    const ended = liveJobs({jobs}).length < liveJobs(track).length;
    this.#tracks.set(id, {...track, jobs});
    if (ended) this.#ask(id);
    this.#changed();
  }

  /** @param {Track} track */
  #put(track) {
    const known = this.#tracks.get(track.id);
    const jobs = mergeJobs(known?.jobs ?? [], track.jobs ?? []);
    const current = {...track, stems: track.stems ?? [], jobs};
    this.#tracks.set(track.id, current);
    const wasLive = known && !['ready', 'partial', 'error'].includes(known.status);
    if (wasLive && jobs.every(isSettled)) this.dispatchEvent(new CustomEvent('settled', {detail: current}));
  }

  /** @param {string} id */
  #ask(id) {
    if (this.#questions.has(id)) return;
    const timer = window.setTimeout(() => {
      this.#questions.delete(id);
      this.refresh(id).catch(error => console.warn('A track could not be read again.', error));
    }, GATHER_MS);
    this.#questions.set(id, timer);
  }

  #refreshUnsettled() {
    for (const track of this.#tracks.values()) if (liveJobs(track).length) this.#ask(track.id);
  }

  #changed() {
    const unsettled = this.#all.filter(track => liveJobs(track).length > 0).map(track => track.id);
    const wanted = new Set([...(this.#openId === null ? [] : [this.#openId]), ...this.#watched.keys(), ...unsettled]);
    this.live.follow([...wanted].slice(0, MOST_FOLLOWED));
    this.dispatchEvent(new Event('change'));
  }
}
