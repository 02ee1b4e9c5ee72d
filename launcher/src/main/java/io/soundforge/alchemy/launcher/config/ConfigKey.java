package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.Effect.ACCEPTED;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Effect.WORKS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.AUDIO;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.CLUSTER_NODES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.DATABASES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.FOLDERS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.JOBS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.LIMITS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.SERVER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.SOURCES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.STORED_FILES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.SUPABASE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.WATCHING;

/**
 * Every key that is read, under the name users know. The one table behind parsing, {@code --help}, {@code
 * docs/configuration.md} and {@code .env.example}.
 */
public enum ConfigKey {
    HOST(SERVER, WORKS, "127.0.0.1", "Address to listen on. Another than loopback needs `--insecure`."),
    PORT(SERVER, WORKS, "3000", "Port of the HTTP API, the page and the sockets; `--port` wins."),
    LEGACY_WS_PORT(
            SERVER,
            WORKS,
            "3006",
            "Second port for the sockets of older clients; `off` for none. Left out when `--port` is given or when the"
                    + " default is taken."),
    CORS_ORIGINS(
            SERVER,
            WORKS,
            "",
            "Origins whose pages may call, comma-separated, such as `https://studio.example`; `*` for all. Pages of this"
                    + " machine always may."),
    ALLOWED_HOSTS(
            SERVER,
            WORKS,
            "",
            "Host names under which requests are answered, besides those of this machine, comma-separated; `*` for any."
                    + " Default: none while `HOST` is loopback, else any."),
    TRUSTED_PROXIES(
            SERVER,
            WORKS,
            "",
            "Addresses or blocks of the proxies in front, such as `10.0.0.0/8`, comma-separated. Only what they say of their"
                    + " clients' addresses is believed."),
    FORWARDED_HEADER(
            SERVER,
            WORKS,
            "x-forwarded-for",
            "What they say it in: `x-forwarded-for` (with `X-Forwarded-Proto`) or `forwarded` (RFC 7239). The other is not"
                    + " read."),
    LOG_LEVEL(SERVER, WORKS, "info", "`trace`, `debug`, `info`, `warn` or `error`. Commands without a server: `warn`."),
    DEBUG(SERVER, WORKS, "false", "`true` is the same as `LOG_LEVEL=debug`, unless that is set."),
    LOG_FORMAT(SERVER, WORKS, "text", "What a server writes to standard error: `text` or `json`. Files are JSON."),
    LOG_FILE(SERVER, WORKS, "", "The server's log file. Default: `alchemy.json` among the logs of the data folder."),
    LOG_FILE_SIZE(SERVER, WORKS, "20MB", "At which size a log file is put away, compressed; also at midnight."),
    LOG_FILES(SERVER, WORKS, "9", "How many times that size all that was put away may have; the oldest go first."),
    ACCESS_LOG(
            SERVER,
            WORKS,
            "file",
            "Where requests are told, one line each, beside the log file: `file` (`access.json`), `console`, `both` or"
                    + " `off`."),
    SENTRY_DSN(
            SERVER,
            WORKS,
            "",
            "`https://KEY@HOST/PROJECT` of Sentry or a service that speaks like it: unexpected errors are sent there,"
                    + " without what could be a secret.",
            true),
    ENVIRONMENT(SERVER, ACCEPTED, "production", "`development`, `test`, `staging` or `production`."),
    API_WORKERS(SERVER, ACCEPTED, "", "Threads are chosen by the number of processors."),

    ROLES(
            CLUSTER_NODES,
            WORKS,
            "",
            "What this process does, comma-separated: `gateway`, `spotify`, `download`, `processing`, `analysis`,"
                    + " `websocket`, `webhook`; `--roles` wins. Default: all. A part of them needs `CLUSTER`, `DATABASE_URL`,"
                    + " `REDIS_URL` and `AUDIO_DATA_PATH`, which all nodes share."),
    CLUSTER(
            CLUSTER_NODES,
            WORKS,
            "false",
            "`true` joins the other nodes; the same as `--cluster`, which wins. The keys below need it."),
    CLUSTER_FILE(CLUSTER_NODES, WORKS, "", "Hazelcast configuration. Default: the `cluster.xml` that comes along."),
    CLUSTER_HOST(
            CLUSTER_NODES,
            WORKS,
            "127.0.0.1",
            "Address of this machine on which the other nodes reach this one. Its ports trust whoever reaches them."),
    CLUSTER_PORT(
            CLUSTER_NODES, WORKS, "15701", "Port for the other nodes; the next free one of twenty if it is taken."),
    CLUSTER_MEMBERS(
            CLUSTER_NODES,
            WORKS,
            "",
            "Where other nodes may be, `host` or `host:port`, comma-separated; one that answers is enough. Default:"
                    + " `CLUSTER_HOST`, on six ports from `CLUSTER_PORT` on."),

    ALCHEMY_HOME(
            FOLDERS,
            WORKS,
            "",
            "Data folder; `--data` wins. Default: `sound-forge-alchemy` under `XDG_DATA_HOME`, `~/.local/share` or, on"
                    + " macOS, `~/Library/Application Support`."),
    AUDIO_DATA_PATH(FOLDERS, WORKS, "", "Folder of audio and stems. Default: `audio` in the data folder."),
    MODELS_DIR(
            FOLDERS,
            WORKS,
            "",
            "Folder of models; a file `X.onnx` there is model `X`. Default: `models` in the data" + " folder."),
    UPLOADS_DIR(FOLDERS, ACCEPTED, "", "Uploads go to `AUDIO_DATA_PATH`."),
    PROCESSED_DIR(FOLDERS, ACCEPTED, "", "Results go to `AUDIO_DATA_PATH`."),

    STORAGE(
            STORED_FILES,
            WORKS,
            "local",
            "Where audio and stems are kept: `local` (`AUDIO_DATA_PATH`), `s3` or `supabase`. Work in progress is always"
                    + " in `AUDIO_DATA_PATH`."),
    STORAGE_BUCKET(STORED_FILES, WORKS, "", "Bucket for `STORAGE=s3`; it has to exist, and should not be public."),
    S3_ENDPOINT(
            STORED_FILES,
            WORKS,
            "",
            "URL of a store that speaks S3, such as `https://minio.example`. Default: AWS in `S3_REGION`."),
    S3_REGION(STORED_FILES, WORKS, "us-east-1", "Region of the bucket; part of every signature."),
    S3_ACCESS_KEY_ID(
            STORED_FILES, WORKS, "", "Who asks. Needs to list the bucket, and to get, put and delete objects."),
    S3_SECRET_ACCESS_KEY(STORED_FILES, WORKS, "", "Goes with `S3_ACCESS_KEY_ID`.", true),
    S3_PATH_STYLE(
            STORED_FILES,
            WORKS,
            "",
            "`true` for `host/bucket`, `false` for `bucket.host`. Default: `true` with `S3_ENDPOINT`, else `false`."),
    STORAGE_CACHE_GB(
            STORED_FILES,
            WORKS,
            "10",
            "Gigabytes (of 1024 MB) in `AUDIO_DATA_PATH` for copies of remote files, on each node. What was not used for"
                    + " longest goes first; files in use stay."),
    STORAGE_REDIRECT(
            STORED_FILES,
            WORKS,
            "false",
            "`true` sends clients to the store by a signed link, valid for an hour, instead of passing bytes on."),
    CLOUDINARY_URL(
            STORED_FILES,
            WORKS,
            "",
            "`cloudinary://key:secret@cloud`: stems are published there, too, behind signed links; with `STORAGE_REDIRECT`"
                    + " clients get them from there.",
            true),
    INPUT_BUCKETS(
            STORED_FILES,
            WORKS,
            "",
            "Buckets whose objects callers may name as sources, such as `s3://songs,supabase://uploads`: read with the"
                    + " keys above, for every caller."),

    DATABASE_URL(
            DATABASES,
            WORKS,
            "",
            "`postgresql://user:password@host:port/database`, with `?sslmode=require`, or `?sslmode=verify-full` and"
                    + " `&sslrootcert=` a file of authorities. Without it the bundled PostgreSQL is started.",
            true),
    DATABASE_POOLER(
            DATABASES,
            WORKS,
            "",
            "What `DATABASE_URL` leads to: `none` (PostgreSQL itself), a `session` pooler, or a `transaction` pooler. Default:"
                    + " `transaction` on port 6543, else `none`."),
    DATABASE_DIRECT_URL(
            DATABASES,
            WORKS,
            "",
            "The same database without transaction pooling, for migrations, backups and the doctor; needed with a"
                    + " `transaction` pooler.",
            true),
    REDIS_URL(
            DATABASES,
            WORKS,
            "",
            "`redis://:password@host:port/db`. Without it, and without `REDIS_HOST`, the bundled Redis is started.",
            true),
    REDIS_HOST(DATABASES, WORKS, "", "Host of Redis, when there is no `REDIS_URL`."),
    REDIS_PORT(DATABASES, WORKS, "6379", "Port of Redis, with `REDIS_HOST`."),
    REDIS_DB(DATABASES, WORKS, "0", "Number of the Redis database, with `REDIS_HOST`."),
    POSTGRES_USER(
            DATABASES, ACCEPTED, "", "Read by docker compose for its PostgreSQL; the program reads `DATABASE_URL`."),
    POSTGRES_PASSWORD(
            DATABASES,
            ACCEPTED,
            "",
            "Read by docker compose for its PostgreSQL; the program reads `DATABASE_URL`.",
            true),
    POSTGRES_DB(
            DATABASES, ACCEPTED, "", "Read by docker compose for its PostgreSQL; the program reads `DATABASE_URL`."),

    SUPABASE_URL(
            SUPABASE,
            WORKS,
            "",
            "The project's URL, told to clients by `/api/config`; with it, callers have to sign in."),
    SUPABASE_KEY(SUPABASE, WORKS, "", "The project's anon key, told to clients by `/api/config`; never a service key."),
    SUPABASE_SERVICE_KEY(
            SUPABASE, WORKS, "", "The project's secret key; whoever sends it as `apikey` operates the server.", true),
    SUPABASE_JWT_SECRET(
            SUPABASE,
            WORKS,
            "",
            "The project's old secret: access tokens signed with it (HS256) are accepted, and callers have to sign in.",
            true),
    SUPABASE_JWKS_URL(
            SUPABASE,
            WORKS,
            "",
            "Where keys of access tokens (ES256, RS256) are published. Default: `SUPABASE_URL` and its `/auth/v1`."),
    SUPABASE_STORAGE_BUCKET(
            SUPABASE, WORKS, "", "Bucket for `STORAGE=supabase`; it has to exist, and should not be public."),
    SUPABASE_KEY_HEADERS(
            SUPABASE,
            WORKS,
            "auto",
            "Headers in which Storage gets `SUPABASE_SERVICE_KEY`: `apikey`, `authorization`, `both`, or `auto` for `apikey`"
                    + " only where it is of the newer kind (`sb_secret_…`)."),

    SPOTIFY_CLIENT_ID(SOURCES, WORKS, "", "Application id for Spotify's Web API. Without it only public data is used."),
    SPOTIFY_CLIENT_SECRET(SOURCES, WORKS, "", "Goes with `SPOTIFY_CLIENT_ID`.", true),
    SPOTIFY_API_MODE(
            SOURCES,
            ACCEPTED,
            "default",
            "`default`, `spotifyapi` or `spotdl`. The Web API is used when there are credentials."),
    SPOTIFY_MARKET(SOURCES, WORKS, "", "Country whose catalogue is asked, two letters such as `DE`."),
    SPOTIFY_API_URL(SOURCES, WORKS, "https://api.spotify.com", "Scheme, host and port of the Web API."),
    SPOTIFY_ACCOUNTS_URL(SOURCES, WORKS, "https://accounts.spotify.com", "Scheme, host and port of the token service."),
    SPOTIFY_OPEN_URL(SOURCES, WORKS, "https://open.spotify.com", "Scheme, host and port of the public site."),
    SPOTIFY_LINK_URL(
            SOURCES,
            WORKS,
            "",
            "Scheme, host and port asked in the stead of the hosts of short links, `spotify.link`."),
    DOWNLOAD_PROVIDERS(
            SOURCES,
            WORKS,
            "",
            "Where songs of which only the metadata are known may come from, the preferred first: some of `library`,"
                    + " `yt-dlp`, `spotdl`, `command`, comma-separated, or `none`. Default: those that are configured, in"
                    + " this order."),
    LIBRARY_PATH(SOURCES, WORKS, "", "Folder with your own music, looked through before anything is downloaded."),
    YTDLP_BIN(SOURCES, WORKS, "", "The `yt-dlp` program. Default: the one on the PATH, if any."),
    YOUTUBE_COOKIES_PATH(SOURCES, WORKS, "", "Cookie file; every run of `yt-dlp` gets a private copy of it."),
    SPOTDL_BIN(
            SOURCES,
            WORKS,
            "",
            "The `spotdl` program. Without it, `spotdl` in `DOWNLOAD_PROVIDERS` means the one on the PATH."),
    DOWNLOAD_COMMAND(
            SOURCES,
            WORKS,
            "",
            "A program of your own that fetches songs: a JSON list such as"
                    + " `[\"my-tool\",\"--out\",\"{file}\",\"--title\",\"{title}\",\"--artist\",\"{artist}\"]`, run without a"
                    + " shell. `{album}` and `{seconds}` are known too."),
    DOWNLOAD_RATE(
            SOURCES,
            WORKS,
            "yt-dlp=30/min,spotdl=10/min",
            "How many songs a provider is asked for in a minute, over all nodes; further songs wait for their turn. `none` for"
                    + " no limit; those that are not named have none."),

    FETCH_ALLOWED_HOSTS(
            SOURCES,
            WORKS,
            "",
            "`host:port` pairs, comma-separated, that links and webhooks may lead to although they are not public addresses."),

    FFMPEG_BIN(AUDIO, WORKS, "", "The `ffmpeg` program. Default: the one on the PATH, else the one that comes along."),
    DEMUCS_MODEL(
            AUDIO, WORKS, "", "Model taken when none is named. Default: `htdemucs` if installed, else `spectral`."),
    MODEL_LINKS(
            AUDIO,
            WORKS,
            "false",
            "`true` lets callers of `POST /api/models/download` bring a link and a SHA-256 of their own. Models of the"
                    + " catalogue can always be installed by name."),
    DEVICE(
            AUDIO,
            WORKS,
            "auto",
            "What trained models run on: `cpu`, `cuda` (an error if it cannot be used) or `auto` (CUDA if it can be used,"
                    + " else the CPU). `alchemy doctor` says which it is."),
    INFERENCE_THREADS(
            AUDIO,
            WORKS,
            "",
            "Processor threads for one run of a trained model. Default: the processors that the machine or the container"
                    + " gives."),
    MODEL_IDLE_MINUTES(
            AUDIO, WORKS, "10", "How long a trained model stays in memory after its last use; `0` for not at all."),
    SEGMENT_BUDGET_GB(
            AUDIO,
            WORKS,
            "8",
            "Gigabytes (of 1024 MB) in the audio folder for finished segments of separations, which a resumed or similar"
                    + " separation takes instead of computing them again. What was not used for longest goes first."),
    SEPARATION_ASSIST(
            AUDIO,
            WORKS,
            "true",
            "`true` lets a node that has no separation of its own compute segments of those that other nodes run on the"
                    + " same audio folder."),
    AUDIO_SAMPLE_RATE(AUDIO, ACCEPTED, "44100", "`44100`: stems always have it."),
    DEFAULT_SAMPLE_RATE(AUDIO, ACCEPTED, "44100", "`44100`: stems always have it."),
    DEFAULT_BUFFER_SIZE(AUDIO, ACCEPTED, "44100", "Frames per block of live effects."),
    WHISPER_MODEL(AUDIO, ACCEPTED, "base", "Model for transcriptions, by the name it has at its makers."),
    REVERB_BACKEND(AUDIO, ACCEPTED, "", "Engine of the reverb."),

    MAX_FILE_SIZE(LIMITS, WORKS, "100MB", "Largest upload: bytes, or a number with `KB`, `MB` or `GB` (of 1024)."),
    MAX_FILE_SIZE_MB(LIMITS, WORKS, "100", "The same in MB; `MAX_FILE_SIZE` wins."),
    MAX_AUDIO_MINUTES(LIMITS, WORKS, "120", "Longest audio the server takes. The command line has no limit."),
    RATE_LIMIT(
            LIMITS,
            WORKS,
            "auto",
            "Whether requests are counted, over all nodes together: `on`, `off` or `auto` (`off` only where nobody signs in"
                    + " and `HOST` is loopback)."),
    RATE_LIMIT_READS(LIMITS, WORKS, "1200", "Requests a minute of one owner that only look."),
    RATE_LIMIT_WRITES(LIMITS, WORKS, "240", "Requests a minute of one owner that change something or submit a job."),
    RATE_LIMIT_UPLOADS(LIMITS, WORKS, "60", "Uploads a minute of one owner."),
    RATE_LIMIT_ADDRESS(LIMITS, WORKS, "4", "How many times as much is taken from one address, of all its owners."),
    SIGN_IN_FAILURES(
            LIMITS,
            WORKS,
            "20",
            "Failures to sign in of one address that cost nothing. After each further one it waits, twice as long each time,"
                    + " from a second to a quarter of an hour."),
    MAX_CONNECTIONS(LIMITS, WORKS, "50000", "Connections that a node holds at once."),
    MAX_CONNECTIONS_PER_ADDRESS(
            LIMITS, WORKS, "5000", "Connections that one address may hold at once; a trusted proxy has no such limit."),
    AUDIT_RETENTION_DAYS(LIMITS, WORKS, "90", "Days that the audit log is kept in the database; 0 for ever."),
    LIVE_SOCKETS(LIMITS, WORKS, "20000", "Sockets and event streams of one owner at once, on each node."),
    LIVE_SOCKETS_PER_ADDRESS(
            LIMITS,
            WORKS,
            "5000",
            "Sockets and event streams from one address at once, on each node. A proxy before it is one address unless"
                    + " `TRUSTED_PROXIES` lists it."),
    LIVE_TRACKS_PER_SOCKET(LIMITS, WORKS, "256", "Tracks that one socket may follow, at most 1024."),
    LIVE_MESSAGES_PER_SECOND(
            LIMITS,
            WORKS,
            "50",
            "Messages that one socket may send in the long run; ten seconds' worth and one for every track may come at"
                    + " once."),
    LIVE_QUEUE_KB(LIMITS, WORKS, "1024", "KiB that may wait for one client before it is closed as too slow."),
    ALLOWED_EXTENSIONS(
            LIMITS,
            WORKS,
            "",
            "Formats that the server takes, such as `mp3,wav,m4a,flac`, comma-separated. Files are judged by their content,"
                    + " not their name. Default: every type that can be decoded."),
    SUPPORTED_AUDIO_FORMATS(
            LIMITS,
            WORKS,
            "",
            "The same, as another system calls it, such as `.wav,.mp3,.flac,.ogg,.m4a`; with both keys, what any allows."),
    QUOTA_BYTES_PER_OWNER(
            LIMITS,
            WORKS,
            "0",
            "What one owner's originals and stems may take: bytes, or a number with `KB`, `MB` or `GB` (of 1024); 0 for any"
                    + " amount. Nothing more is taken in beyond it, and no separation begins whose stems would not fit."),
    QUOTA_TRACKS_PER_OWNER(LIMITS, WORKS, "0", "Tracks that one owner may have; 0 for any number."),
    UPLOAD_EXPIRES_HOURS(
            LIMITS,
            WORKS,
            "24",
            "How long an upload in parts (`/api/uploads`) may take before what came of it is deleted."),
    CLAMAV_ADDRESS(
            LIMITS,
            WORKS,
            "",
            "`host:port` of a ClamAV daemon (clamd) that looks at every uploaded file. Its `StreamMaxLength` must not be below"
                    + " `MAX_FILE_SIZE`. Default: none."),
    CLAMAV_REQUIRED(
            LIMITS,
            WORKS,
            "true",
            "`true` refuses uploads (503) while the daemon does not answer; `false` takes them unseen, and says so in the log."),
    FILE_URL_SECRET(
            LIMITS,
            WORKS,
            "",
            "At least 32 characters with which links from `/api/files/sign` are signed. Default: the mesh makes a secret"
                    + " for itself and keeps it in the database.",
            true),
    FILE_URL_SECRET_PREVIOUS(
            LIMITS, WORKS, "", "A former `FILE_URL_SECRET`, whose links hold until they expire.", true),

    MAX_CONCURRENT_JOBS(JOBS, WORKS, "3", "Downloads and analyses at once, of each; separations run one at a time."),
    JOB_SLOTS(
            JOBS,
            WORKS,
            "",
            "Jobs of a kind at once on this node, such as `separate=2,download=6`; wins over the number above. Without it: resolve 4, separate, export and install 1."),
    MAX_JOBS_PER_OWNER(
            JOBS, WORKS, "0", "Jobs of one kind that one owner may have running, over all nodes; 0 for any number."),
    JOB_TIMEOUT(
            JOBS,
            WORKS,
            "3600",
            "Seconds that an attempt at a job may take, whatever the audio; separations get thirty times the length of the audio on top, analyses and exports five times. Looking up a link never takes more than 600."),
    JOB_STALL_TIMEOUT(
            JOBS, WORKS, "1200", "Seconds that an attempt may go without progress before it is stopped; 0 for ever."),
    JOB_RETENTION_DAYS(
            JOBS,
            WORKS,
            "30",
            "Days that finished jobs and what was said about them are kept; 0 for ever. The last job of each kind of a track, and whatever made something that is still there, stay."),
    CLEANUP_INTERVAL(JOBS, WORKS, "86400", "Seconds between two removals of jobs older than that."),

    METRICS_PORT(
            WATCHING,
            WORKS,
            "",
            "A port of its own for `GET /metrics`, which asks nobody who they are: keep it private. Without it, figures are"
                    + " told on the usual port, to operators only."),
    METRICS_HOST(WATCHING, WORKS, "127.0.0.1", "Address of that port."),
    DISK_RESERVE_MB(
            WATCHING,
            WORKS,
            "1024",
            "Megabytes of the audio folder's disk that stay free: below that no uploads are taken and no downloads,"
                    + " separations, exports and installations begun; what runs goes on. `0` for none."),
    DRAIN_SECONDS(
            WATCHING,
            WORKS,
            "0",
            "Seconds, at most 15, that a process which is asked to go still answers after `/health/ready` has turned to 503,"
                    + " so that balancers notice."),
    SLOW_STATEMENT_MS(
            WATCHING,
            WORKS,
            "1000",
            "Milliseconds from which on a statement that the database took is told in the log, by its text without values; 30"
                    + " a minute at most. `0` for none."),
    OTEL_EXPORTER_OTLP_ENDPOINT(
            WATCHING,
            WORKS,
            "",
            "`http://HOST:4318` of a collector for OpenTelemetry (OTLP over HTTP): traces of requests and of their jobs are"
                    + " sent to `/v1/traces` there. Without it nothing is followed."),
    OTEL_SERVICE_NAME(WATCHING, WORKS, "sound-forge-alchemy", "The name that traces tell this process by."),
    OTEL_TRACES_SAMPLER_ARG(
            WATCHING,
            WORKS,
            "1",
            "The part of all traces that is told, 0 to 1; requests that come with a `traceparent` are told as that says.");

    /** Headings, in the order of the documentation. */
    public enum Group {
        SERVER("Server"),
        CLUSTER_NODES("Several nodes"),
        FOLDERS("Folders"),
        STORED_FILES("Where files are kept"),
        DATABASES("PostgreSQL and Redis"),
        SUPABASE("Supabase"),
        SOURCES("Where audio comes from"),
        AUDIO("Audio and models"),
        LIMITS("Limits"),
        JOBS("Jobs"),
        WATCHING("Watching it");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Whether the program does anything with a key. */
    public enum Effect {
        WORKS,
        /** Known from older systems and taken without complaint, but without effect; that is said at start-up. */
        ACCEPTED
    }

    private final Group group;
    private final Effect effect;
    private final String defaultText;
    private final String meaning;
    private final boolean secret;

    ConfigKey(Group group, Effect effect, String defaultText, String meaning) {
        this(group, effect, defaultText, meaning, false);
    }

    ConfigKey(Group group, Effect effect, String defaultText, String meaning, boolean secret) {
        this.group = group;
        this.effect = effect;
        this.defaultText = defaultText;
        this.meaning = meaning;
        this.secret = secret;
    }

    public Group group() {
        return group;
    }

    public boolean hasEffect() {
        return effect == WORKS;
    }

    /** What an absent key means; empty when {@link #meaning()} says it, or nothing does. */
    public String defaultText() {
        return defaultText;
    }

    /** One or two sentences in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Whether its value must never be shown. */
    public boolean secret() {
        return secret;
    }
}
