/**
 * The shapes the server speaks; see the HTTP API.
 *
 * @typedef {'resolve' | 'download' | 'separate' | 'analyze' | 'export'} JobKind
 * @typedef {'queued' | 'running' | 'completed' | 'failed' | 'cancelled'} JobStatus
 * @typedef {'pending' | 'processing' | 'ready' | 'partial' | 'error'} TrackStatus
 *
 * @typedef {object} Job
 * @property {string} id
 * @property {JobKind} kind
 * @property {JobStatus} status
 * @property {string} trackId
 * @property {number} progress percent, 0 to 100
 * @property {string} stage what is being done now, for people; may be empty
 * @property {number} attempt 0 before the first start
 * @property {number} maxAttempts
 * @property {string | null} error
 * @property {string | null} errorCode
 * @property {string} createdAt ISO 8601
 * @property {string | null} startedAt
 * @property {string | null} finishedAt
 *
 * @typedef {object} Stem
 * @property {string} id
 * @property {string} name file name, such as `vocals.flac`
 * @property {string} type such as `vocals` or `no_vocals`
 * @property {string} url
 * @property {string} color `#rrggbb`
 * @property {number} size bytes
 * @property {number} duration seconds
 * @property {string} contentType
 *
 * @typedef {object} LiveIndex what of a separation can be heard while it runs
 * @property {JobStatus} status
 * @property {number} sampleRate
 * @property {number} channels
 * @property {number} frames
 * @property {number} duration seconds
 * @property {number} readySeconds
 * @property {[number, number][]} ready frames, `[from, to)`
 * @property {boolean} finished
 * @property {number} headerBytes what stands before the first sample in every file
 * @property {{type: string, url: string, bytes: number}[]} stems
 *
 * @typedef {object} MusicalKey
 * @property {string} tonic
 * @property {string} mode
 * @property {string} camelot
 * @property {number} confidence 0 to 1
 *
 * @typedef {object} Analysis
 * @property {number} duration seconds
 * @property {number | null} bpm
 * @property {number | null} beatConfidence 0 to 1
 * @property {number[]} beats seconds
 * @property {number[]} downbeats seconds
 * @property {string | null} timeSignature
 * @property {MusicalKey | null} key
 * @property {{integratedLufs: number | null, loudnessRangeLu: number | null, truePeakDbtp: number | null}} loudness
 * @property {number[]} waveform absolute peaks, 0 to 1
 * @property {Record<string, string>} reasons why a field is null, under the field's name
 *
 * @typedef {object} Separation
 * @property {string} model
 * @property {boolean} preview
 * @property {number | null} gain
 * @property {number | null} residualDb level of what the stems' sum leaves of the mix
 *
 * @typedef {object} Track
 * @property {string} id
 * @property {string} name
 * @property {string | null} artist
 * @property {string | null} album
 * @property {string | null} coverUrl
 * @property {number | null} duration seconds
 * @property {TrackStatus} status
 * @property {string | null} error
 * @property {string | null} sourceUrl
 * @property {ChosenSource | null} [source] where a known song's audio came from
 * @property {string} createdAt
 * @property {string | null} audioUrl
 * @property {Stem[]} stems
 * @property {Analysis | null} analysis
 * @property {number | null} bpm
 * @property {string | null} key such as `F# minor`
 * @property {Job[]} jobs
 * @property {Separation | null} separation
 *
 * @typedef {'queued' | 'processing' | 'completed' | 'partial' | 'error' | 'cancelled'} BatchStatus
 *
 * @typedef {object} Batch in figures; the counts add up to the total
 * @property {string} job_id
 * @property {BatchStatus} status
 * @property {number} progress percent
 * @property {number} total
 * @property {number} completed
 * @property {number} partial
 * @property {number} failed
 * @property {number} cancelled
 * @property {number} processing
 * @property {number} queued
 * @property {string} created_at
 *
 * @typedef {object} BatchItem
 * @property {number} index from 0
 * @property {string} file what was named
 * @property {string | null} track_id
 * @property {string | null} [name] of the track
 * @property {string | null} [artist]
 * @property {string | null} [cover_url]
 * @property {string | null} [stage]
 * @property {BatchStatus} status
 * @property {number} progress percent
 * @property {string | null} error
 * @property {string | null} error_code
 *
 * @typedef {Batch & {items: BatchItem[], next: string | null}} BatchPart
 *
 * @typedef {object} CollectionTrack
 * @property {string} id Spotify's
 * @property {string} title
 * @property {string} artist
 * @property {string} [albumArt] an address
 * @property {string} [duration] `m:ss`
 * @property {string} link what is asked for when it is chosen
 *
 * @typedef {object} Collection an album or a playlist
 * @property {string} id
 * @property {string} type
 * @property {string} name
 * @property {CollectionTrack[]} tracks
 * @property {string} [link] of the collection itself
 * @property {number} [total] how many there were before doubles were left out
 * @property {boolean} complete
 *
 * @typedef {{of: string, factor: number, finding: string}} Reason `factor` is 1 when it speaks fully for a recording
 *
 * @typedef {object} ChosenSource where a track's audio came from
 * @property {string} provider
 * @property {string | null} url
 * @property {string | null} title
 * @property {number | null} score 0 to 1
 * @property {Reason[]} reasons
 * @property {'score' | 'user'} chosenBy
 *
 * @typedef {object} Candidate
 * @property {string} id
 * @property {string} provider
 * @property {string} title
 * @property {string | null} channel
 * @property {number | null} durationSeconds
 * @property {string | null} url
 * @property {number} score 0 to 1
 * @property {Reason[]} reasons
 *
 * @typedef {{state: string, candidates: Candidate[]}} Candidates `choosing` while somebody is to choose
 *
 * @typedef {object} Model
 * @property {string} id
 * @property {string} name
 * @property {string} description
 * @property {string[]} stems
 * @property {boolean} isDefault
 * @property {boolean} installed
 * @property {boolean} preview
 * @property {string} hint how to install it; empty when it is installed
 *
 * @typedef {object} Config
 * @property {string | null} supabaseUrl
 * @property {string | null} supabaseAnonKey
 * @property {number} maxUploadBytes
 * @property {number} maxAudioMinutes
 * @property {boolean} openMode
 * @property {string} version
 *
 * @typedef {object} ImportOptions
 * @property {string} [model]
 * @property {string[]} [stems]
 * @property {string} [twoStems]
 * @property {'minus' | 'add' | 'none'} [otherMethod]
 * @property {'wav' | 'flac' | 'mp3'} format
 * @property {'16' | '24' | '32f'} [bitDepth]
 * @property {boolean} autoProcess
 */
export {};
