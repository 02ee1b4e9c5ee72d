package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.media.MediaInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a file of a container is called and declared, by what the probe found and never by what the sender said.
 *
 * @param extension without a dot
 */
record ContainerType(String extension, String contentType) {
    private static final ContainerType UNKNOWN = new ContainerType("bin", "application/octet-stream");

    /** By the first word of the demuxer's name ({@code mov,mp4,m4a,3gp,3g2,mj2}). */
    private static final Map<String, ContainerType> BY_DEMUXER = Map.ofEntries(
            Map.entry("mp3", new ContainerType("mp3", "audio/mpeg")),
            Map.entry("flac", new ContainerType("flac", "audio/flac")),
            Map.entry("wav", new ContainerType("wav", "audio/wav")),
            Map.entry("w64", new ContainerType("w64", "audio/x-w64")),
            Map.entry("ogg", new ContainerType("ogg", "audio/ogg")),
            Map.entry("mov", new ContainerType("m4a", "audio/mp4")),
            Map.entry("aac", new ContainerType("aac", "audio/aac")),
            Map.entry("aiff", new ContainerType("aiff", "audio/aiff")),
            Map.entry("matroska", new ContainerType("mka", "audio/x-matroska")),
            Map.entry("caf", new ContainerType("caf", "audio/x-caf")),
            Map.entry("asf", new ContainerType("wma", "audio/x-ms-wma")));

    /** By what files are called, to the first word of the demuxer's name. */
    private static final Map<String, String> DEMUXERS = Map.ofEntries(
            Map.entry("mp3", "mp3"),
            Map.entry("flac", "flac"),
            Map.entry("wav", "wav"),
            Map.entry("w64", "w64"),
            Map.entry("ogg", "ogg"),
            Map.entry("oga", "ogg"),
            Map.entry("opus", "ogg"),
            Map.entry("m4a", "mov"),
            Map.entry("mp4", "mov"),
            Map.entry("mov", "mov"),
            Map.entry("aac", "aac"),
            Map.entry("aif", "aiff"),
            Map.entry("aiff", "aiff"),
            Map.entry("mka", "matroska"),
            Map.entry("webm", "matroska"),
            Map.entry("caf", "caf"),
            Map.entry("wma", "asf"));

    /**
     * Extensions by the demuxers that read such files.
     *
     * @throws IllegalArgumentException for an extension that nothing here is called by
     */
    static Map<String, String> demuxers(Set<String> extensions) {
        Map<String, String> demuxers = new TreeMap<>();
        for (String extension : new TreeSet<>(extensions)) {
            String demuxer = DEMUXERS.get(extension);
            if (demuxer == null) {
                throw new IllegalArgumentException("expected one of " + DEMUXERS.keySet() + "; got " + extension);
            }
            demuxers.merge(demuxer, extension, (one, other) -> one + ", " + other);
        }
        return demuxers;
    }

    static ContainerType of(MediaInfo info) {
        return BY_DEMUXER.getOrDefault(info.container().replaceFirst(",.*", ""), UNKNOWN);
    }
}
