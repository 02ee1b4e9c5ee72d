/** @import {Config, Model} from '../types.js' */
import {html, nothing} from 'lit';
import * as api from '../api.js';
import {bytes} from '../format.js';
import {fitting, INITIAL, recommended, summary, toOptions} from '../import-choices.js';
import * as icons from './icons.js';
import './options-form.js';
import {previewNote} from './preview-note.js';
import {View} from './view.js';

/**
 * @typedef {{file: File, sent: number | null, problem: string}} Upload `sent` is a fraction; null before it begins
 */

/** Takes links and files, and sends them. Fires `imported` with the ids of the new tracks and whether all were taken. */
export class ImportPanel extends View {
  static properties = {
    models: {attribute: false},
    config: {attribute: false},
    link: {state: true},
    linkProblem: {state: true},
    uploads: {state: true},
    choices: {state: true},
    busy: {state: true},
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
    const ids = [...(await this.#sendLink()), ...(await this.#sendFiles())];
    this.busy = false;
    if (ids.length) this.emit('imported', {ids, all: this.#isEmpty});
    else this.#explainNothing();
  }

  get #isEmpty() {
    return !this.linkProblem && this.uploads.length === 0;
  }

  /** @returns {Promise<string[]>} ids of new tracks */
  async #sendLink() {
    this.linkProblem = '';
    const url = this.link.trim();
    if (!url) return [];
    try {
      const {track} = await api.importLink(url, this.#options());
      this.link = '';
      return [track.id];
    } catch (error) {
      this.linkProblem = /** @type {Error} */ (error).message;
      return [];
    }
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
        ${this.config?.openMode === false ? html`
          <p class="note warn">${icons.warning}This server asks for a sign-in, which this page does not offer.</p>` : nothing}
        ${this.#linkField()} ${this.#fileField()}
        ${this.uploads.length ? html`<ul class="uploads">${this.uploads.map(upload => this.#upload(upload))}</ul>` : nothing}
        ${previewNote(recommended(this.models))}
        <details class="options">
          <summary data-testid="options"><span>Options</span><span class="chosen">${summary(choices, this.models)}</span></summary>
          <options-form .models=${this.models} .choices=${choices}
            @choices=${(/** @type {CustomEvent} */ event) => (this.choices = event.detail)}></options-form>
        </details>
        <button class="button primary" data-testid="submit" ?disabled=${this.busy}>
          ${this.busy ? 'Sending…' : this.#sendable.length > 1 ? `Start ${this.#sendable.length} files` : 'Start'}
        </button>
        ${this.config ? html`<p class="limits">Up to ${this.config.maxAudioMinutes} minutes
          and ${bytes(this.config.maxUploadBytes)} per track.</p>` : nothing}
      </form>`;
  }

  #linkField() {
    return html`
      <div class="field">
        <label for="link">Link</label>
        <div class="input">
          ${icons.link}
          <input id="link" data-testid="link-input" inputmode="url" autocomplete="off" spellcheck="false"
            placeholder="Spotify link, or address of an audio file" .value=${this.link}
            aria-describedby="link-problem" aria-invalid=${this.linkProblem ? 'true' : 'false'}
            @input=${(/** @type {InputEvent} */ event) => (this.link = /** @type {HTMLInputElement} */ (event.target).value)}>
        </div>
        <p class="problem" id="link-problem" role="alert" data-testid="link-problem">${this.linkProblem}</p>
      </div>`;
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
