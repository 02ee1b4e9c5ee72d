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
import static io.soundforge.alchemy.launcher.config.ConfigKey.Group.SUPABASE;

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
    LOG_LEVEL(SERVER, WORKS, "info", "`trace`, `debug`, `info`, `warn` or `error`. Commands without a server: `warn`."),
    DEBUG(SERVER, WORKS, "false", "`true` is the same as `LOG_LEVEL=debug`, unless that is set."),
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

    DATABASE_URL(
            DATABASES,
            WORKS,
            "",
            "`postgresql://user:password@host:port/database`. Without it the bundled PostgreSQL is started.",
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
    LIVE_SOCKETS(LIMITS, WORKS, "20000", "Sockets and event streams of one owner at once, on each node."),
    LIVE_SOCKETS_PER_ADDRESS(
            LIMITS,
            WORKS,
            "5000",
            "Sockets and event streams from one address at once, on each node. A proxy before it is one address."),
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
            ACCEPTED,
            "mp3,wav,m4a,flac",
            "Comma-separated. Files are judged by their content, not their name; every type that can be decoded is taken."),
    SUPPORTED_AUDIO_FORMATS(LIMITS, ACCEPTED, ".wav,.mp3,.flac,.ogg,.m4a", "The same, as another system calls it."),

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
    CLEANUP_INTERVAL(JOBS, WORKS, "86400", "Seconds between two removals of jobs older than that.");

    /** Headings, in the order of the documentation. */
    public enum Group {
        SERVER("Server"),
        CLUSTER_NODES("Several nodes"),
        FOLDERS("Folders"),
        DATABASES("PostgreSQL and Redis"),
        SUPABASE("Supabase"),
        SOURCES("Where audio comes from"),
        AUDIO("Audio and models"),
        LIMITS("Limits"),
        JOBS("Jobs");

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
