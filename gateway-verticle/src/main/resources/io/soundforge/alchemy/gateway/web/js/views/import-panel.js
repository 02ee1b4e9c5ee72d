/** @import {Collection, Config, Model} from '../types.js' */
import {html, nothing} from 'lit';
import * as api from '../api.js';
import {bytes} from '../format.js';
import {fitting, INITIAL, recommended, summary, toOptions} from '../import-choices.js';
import {startBatch} from '../collection-api.js';
import {isOneTrack, isSpotify, linksIn} from '../links.js';
import {readLinks} from '../pasted.js';
import * as icons from './icons.js';
import './options-form.js';
import {previewNote} from './preview-note.js';
import {View} from './view.js';
import './pick-list.js';

/**
 * @typedef {{file: File, sent: number | null, problem: string}} Upload `sent` is a fraction; null before it begins
 */

/**
 * Takes links and files, and sends them. Fires `imported` with the ids of the new tracks and whether all were taken, and
 * `batched` with a batch that has begun. What albums and playlists hold is shown first, to choose from.
 */
export class ImportPanel extends View {
  static properties = {
    models: {attribute: false},
    config: {attribute: false},
    link: {state: true},
    linkProblem: {state: true},
    uploads: {state: true},
    choices: {state: true},
    busy: {state: true},
    collections: {state: true},
    unread: {state: true},
  };

  constructor() {
    super();
    /** @type {Model[]} */
    this.models = [];
    /** @type {Config | null} */
    this.config = null;
    this.link = '';
    this.linkProblem = '';
    /** @type {Upload[]} */
    this.uploads = [];
    this.choices = INITIAL;
    this.busy = false;
    /** @type {Collection[]} to be chosen from */
    this.collections = [];
    /** @type {import('../pasted.js').Offer['unread']} */
    this.unread = [];
  }

  /** @param {Iterable<File>} files */
  addFiles(files) {
    this.uploads = [...this.uploads, ...[...files].map(file => ({file, sent: null, problem: this.#objection(file)}))];
  }

  /** @param {File} file @returns {string} why it need not be sent; empty when it may */
  #objection(file) {
    const limit = this.config?.maxUploadBytes;
    if (file.size === 0) return 'The file is empty.';
    return limit && file.size > limit ? `The file has ${bytes(file.size)}; this server takes up to ${bytes(limit)}.` : '';
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const wanted = this.link.trim() !== '';
    const ids = [...(await this.#sendLink()), ...(await this.#sendFiles())];
    this.busy = false;
    if (ids.length) this.emit('imported', {ids, all: this.#isEmpty});
    else if (!wanted) this.#explainNothing();
  }

  get #isEmpty() {
    return !this.linkProblem && this.uploads.length === 0;
  }

  /** @returns {Promise<string[]>} ids of new tracks */
  async #sendLink() {
    this.linkProblem = '';
    this.unread = [];
    const links = linksIn(this.link);
    if (links.length === 0) return [];
    try {
      const ids = await this.#take(links);
      this.link = '';
      return ids;
    } catch (error) {
      this.linkProblem = /** @type {Error} */ (error).message;
      return [];
    }
  }

  /** @param {string[]} links */
  async #take(links) {
    const spotify = links.filter(isSpotify);
    if (spotify.length > 1 || (spotify.length === 1 && (links.length > 1 || !isOneTrack(links[0])))) {
      const {collections, unread} = await readLinks(links);
      if (collections.length === 0 && unread.length === 1) throw new Error(unread[0].problem);
      this.collections = collections;
      this.unread = unread;
      return [];
    }
    if (links.length > 1) {
      await this.#startBatch(links);
      return [];
    }
    const {track} = await api.importLink(links[0], this.#options());
    return [track.id];
  }

  /** @param {string[]} links */
  async #startBatch(links) {
    const title = this.collections.find(({type}) => !['songs', 'addresses'].includes(type))?.name;
    const {job_id: id, total} = await startBatch(links, this.#options(), title);
    this.emit('batched', {id, total});
  }

  /** @param {CustomEvent<string[]>} event what is wanted */
  async #picked({detail: links}) {
    this.busy = true;
    this.linkProblem = '';
    try {
      await this.#startBatch(links);
      this.#drop();
    } catch (error) {
      this.linkProblem = /** @type {Error} */ (error).message;
    }
    this.busy = false;
  }

  /** The focus would be lost with what was chosen from. */
  #drop() {
    this.collections = [];
    this.unread = [];
    /** @type {HTMLElement | null} */ (this.querySelector('#link'))?.focus();
  }

  async #sendFiles() {
    const ids = [];
    for (const {file} of this.#sendable) {
      try {
        this.#note(file, {sent: 0, problem: ''});
        const {track} = await api.importFile(file, this.#options(), sent => this.#note(file, {sent}));
        this.#dropFile(file);
        ids.push(track.id);
      } catch (error) {
        this.#note(file, {sent: null, problem: /** @type {Error} */ (error).message});
      }
    }
    return ids;
  }

  get #sendable() {
    return this.uploads.filter(({file}) => !this.#objection(file));
  }

  #explainNothing() {
    if (this.#isEmpty) this.linkProblem = 'Paste a link, or choose a file first.';
  }

  #options() {
    return toOptions(fitting(this.choices, this.models));
  }

  /** @param {File} file @param {Partial<Upload>} news */
  #note(file, news) {
    this.uploads = this.uploads.map(upload => (upload.file === file ? {...upload, ...news} : upload));
  }

  /** @param {File} file */
  #dropFile(file) {
    this.uploads = this.uploads.filter(upload => upload.file !== file);
  }

  render() {
    const choices = fitting(this.choices, this.models);
    return html`
      <form class="import" novalidate @submit=${this.#submit}>
        <h1>Take a song apart</h1>
        <p class="lead">Stems, tempo, beats and key from a link or a file. Everything happens on this server.</p>
        ${this.#linkField()}
        ${this.unread.length ? html`
          <ul class="unread" role="alert" data-testid="unread">${this.unread.map(({link, problem}) => html`
            <li><bdi>${link}</bdi><p class="problem">${problem}</p></li>`)}</ul>` : nothing}
        ${this.collections.length ? html`
          <pick-list .collections=${this.collections} .busy=${this.busy} @picked=${this.#picked}
            @dropped=${this.#drop}></pick-list>` : nothing}
        ${this.#fileField()}
        ${this.uploads.length ? html`<ul class="uploads">${this.uploads.map(upload => this.#upload(upload))}</ul>` : nothing}
        ${previewNote(recommended(this.models))}
        <details class="options">
          <summary data-testid="options"><span>Options</span><span class="chosen">${summary(choices, this.models)}</span></summary>
          <options-form .models=${this.models} .choices=${choices}
            @choices=${(/** @type {CustomEvent} */ event) => (this.choices = event.detail)}></options-form>
        </details>
        <button class="button primary" data-testid="submit" ?disabled=${this.busy}>
          ${this.busy ? 'Reading…' : this.#sendable.length > 1 ? `Start ${this.#sendable.length} files` : 'Start'}
        </button>
        ${this.config ? html`<p class="limits">Up to ${this.config.maxAudioMinutes} minutes
          and ${bytes(this.config.maxUploadBytes)} per track.</p>` : nothing}
      </form>`;
  }

  #linkField() {
    return html`
      <div class="field">
        <label for="link">Links <span class="facts">songs, albums, playlists, artists; several at once</span></label>
        <div class="input">
          ${icons.link}
          <textarea id="link" data-testid="link-input" inputmode="url" autocomplete="off" spellcheck="false" rows="1"
            placeholder="Spotify links, or addresses of audio files" .value=${this.link}
            aria-describedby="link-problem" aria-invalid=${this.linkProblem ? 'true' : 'false'}
            @keydown=${this.#keyed}
            @input=${(/** @type {InputEvent} */ event) => (this.link = /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
        </div>
        <p class="problem" id="link-problem" role="alert" data-testid="link-problem">${this.linkProblem}</p>
      </div>`;
  }

  /** @param {KeyboardEvent} event as in a field of one line; Shift makes another line */
  #keyed(event) {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    /** @type {HTMLTextAreaElement} */ (event.target).form?.requestSubmit();
  }

  #fileField() {
    return html`
      <div class="or" aria-hidden="true"><span>or</span></div>
      <div class="field">
        <input class="visually-hidden" type="file" id="file" multiple data-testid="file-input"
          accept="audio/*,.wav,.flac,.mp3,.m4a,.aac,.ogg,.opus,.aif,.aiff" @change=${this.#chosen}>
        <label class="dropzone" for="file">
          ${icons.upload}<span><strong>Choose files</strong> or drop them anywhere</span>
          <span class="formats">MP3, FLAC, WAV, M4A, OGG, Opus, AIFF</span>
        </label>
      </div>`;
  }

  /** @param {Event} event */
  #chosen({target}) {
    const input = /** @type {HTMLInputElement} */ (target);
    this.addFiles(input.files ?? []);
    input.value = '';
  }

  /** @param {Upload} upload */
  #upload({file, sent, problem}) {
    return html`
      <li data-testid="upload">
        <span class="name">${file.name}</span>
        <span class="facts">${sent === null ? bytes(file.size) : sent < 1 ? `${Math.floor(sent * 100)} %` : 'Checking…'}</span>
        <button type="button" class="plain" aria-label="Remove ${file.name}" ?disabled=${sent !== null}
          @click=${() => this.#dropFile(file)}>${icons.close}</button>
        ${sent === null ? nothing : html`<progress max="1" .value=${sent} aria-label="Upload of ${file.name}"></progress>`}
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      </li>`;
  }
}

customElements.define('import-panel', ImportPanel);
