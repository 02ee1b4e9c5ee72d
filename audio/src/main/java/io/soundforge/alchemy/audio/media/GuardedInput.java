package io.soundforge.alchemy.audio.media;

import java.nio.file.Path;
import java.util.List;

/** The ffmpeg arguments under which a stranger's file is opened. */
final class GuardedInput {
    /** For messages: what people know the formats by. */
    static final String EXPECTED = "wav, flac, mp3, m4a/aac, ogg, opus, aiff, caf, w64, wma, mka or webm";

    /**
     * Demuxers that read one file and nothing else. Not among them: hls, concat, dash, sdp, image2 and all the others that
     * open files or addresses named <em>inside</em> the file.
     */
    private static final String DEMUXERS = "mp3,flac,wav,ogg,mov,aac,aiff,matroska,webm,w64,caf,asf";

    /** No single allocation larger than this; cover art and the sample tables of many hours fit. */
    private static final int MAX_ALLOCATION = 512 << 20;

    private static final int MAX_STREAMS = 64;

    private GuardedInput() {}

    /**
     * Everything up to and including the input. The protocol {@code file:} before an absolute path makes any file name
     * safe: one that begins with a dash, or that looks like an address or a protocol of ffmpeg's.
     */
    static List<String> arguments(Path file) {
        return List.of(
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-loglevel",
                "info",
                "-max_alloc",
                Integer.toString(MAX_ALLOCATION),
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                DEMUXERS,
                "-max_streams",
                Integer.toString(MAX_STREAMS),
                "-i",
                "file:" + file.toAbsolutePath());
    }
}
