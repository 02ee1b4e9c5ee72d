/** @import {Model} from '../types.js' */
/** @import {Choices} from '../import-choices.js' */
import {html, nothing} from 'lit';
import {stemName} from '../format.js';
import {bitDepthsOf, INITIAL, modelOf} from '../import-choices.js';
import {View} from './view.js';

const DEPTHS = {'16': '16 bit', '24': '24 bit', '32f': '32 bit float'};

/** How to separate and what to write. Fires `choices` with the new choices. */
class OptionsForm extends View {
  static properties = {models: {attribute: false}, choices: {attribute: false}};

  constructor() {
    super();
    /** @type {Model[]} */
    this.models = [];
    this.choices = INITIAL;
  }

  /** @param {Partial<Choices>} change */
  #choose(change) {
    this.emit('choices', {...this.choices, ...change});
  }

  render() {
    const {autoProcess, format} = this.choices;
    return html`
      <label class="switch">
        <input type="checkbox" data-testid="auto-process" .checked=${autoProcess}
          @change=${(/** @type {Event} */ event) => this.#choose({autoProcess: /** @type {HTMLInputElement} */ (event.target).checked})}>
        <span>Separate and analyse right away</span>
      </label>
      <div class="choices" ?inert=${!autoProcess}>
        ${this.#models()} ${this.#split()}
        ${this.#segments('Format', 'format', [['flac', 'FLAC'], ['wav', 'WAV'], ['mp3', 'MP3']])}
        ${format === 'mp3' ? nothing : this.#segments('Bit depth', 'bitDepth', bitDepthsOf(format).map(depth => [depth, DEPTHS[depth]]))}
      </div>`;
  }

  #models() {
    return html`
      <fieldset class="models">
        <legend>Model</legend>
        ${this.models.length ? this.models.map(model => this.#model(model)) : html`<p class="facts">The default model of the server.</p>`}
      </fieldset>`;
  }

  /** @param {Model} model */
  #model(model) {
    const chosen = modelOf(this.choices, this.models) === model;
    return html`
      <label class="model" data-testid="model-${model.id}">
        <input type="radio" name="model" .checked=${chosen} ?disabled=${!model.installed}
          @change=${() => this.#choose({model: model.id})}>
        <span class="name">${model.name}
          ${model.preview ? html`<span class="badge">Preview</span>` : nothing}
          ${model.installed ? nothing : html`<span class="badge quiet">Not installed</span>`}</span>
        <span class="facts">${model.description}</span>
      </label>`;
  }

  #split() {
    const {split, stems, twoStems} = this.choices;
    const available = modelOf(this.choices, this.models)?.stems ?? ['vocals', 'drums', 'bass', 'other'];
    return html`
      ${this.#segments('Stems', 'split', [['all', 'All'], ['some', 'Some'], ['two', 'One and the rest']])}
      ${split === 'all' ? nothing : html`
        <div class="stem-choice" role="group" aria-label=${split === 'two' ? 'The stem to split off' : 'Wanted stems'}>
          ${available.map(stem => html`
            <label class="chip stem-${stem}">
              <input type=${split === 'two' ? 'radio' : 'checkbox'} name="stem"
                .checked=${split === 'two' ? twoStems === stem : stems.includes(stem)} @change=${() => this.#chooseStem(stem)}>
              <span>${stemName(stem)}</span>
            </label>`)}
        </div>`}
      ${split === 'two' ? this.#segments('The rest', 'otherMethod', [['minus', 'Mix minus stem'], ['add', 'Sum of the others']]) : nothing}`;
  }

  /** @param {string} stem */
  #chooseStem(stem) {
    const {split, stems} = this.choices;
    const toggled = stems.includes(stem) ? stems.filter(each => each !== stem) : [...stems, stem];
    this.#choose(split === 'two' ? {twoStems: stem} : {stems: toggled});
  }

  /** @param {string} legend @param {'format' | 'bitDepth' | 'split' | 'otherMethod'} name @param {[string, string][]} values */
  #segments(legend, name, values) {
    return html`
      <fieldset>
        <legend>${legend}</legend>
        <div class="segments">
          ${values.map(([value, words]) => html`
            <label data-testid="${name}-${value}">
              <input type="radio" name=${name} .checked=${this.choices[name] === value}
                @change=${() => this.#choose({[name]: value})}><span>${words}</span>
            </label>`)}
        </div>
      </fieldset>`;
  }
}

customElements.define('options-form', OptionsForm);
