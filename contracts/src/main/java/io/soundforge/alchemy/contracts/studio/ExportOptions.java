package io.soundforge.alchemy.contracts.studio;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Which stems to take away, and as what files.
 *
 * @param stems ids of stems, at most {@value #MOST_STEMS}; empty means those of the newest separation
 * @param sampleRate Hz; mp3 has no 96000 (ISO/IEC 11172-3 and 13818-3 end at 48000)
 * @param bitDepth for wav and flac; mp3 has none
 * @param includeMetadata whether the files carry title, artist and album
 * @param normalizeAudio whether each file is brought to -14 LUFS, its true peak staying at or below -1 dBTP
 * @param keepBalance with {@code normalizeAudio}: one gain for all, such that their sum is brought there
 */
public record ExportOptions(
        List<UUID> stems,
        AudioFormat format,
        int sampleRate,
        BitDepth bitDepth,
        boolean includeMetadata,
        boolean normalizeAudio,
        boolean keepBalance) {
    public static final int MOST_STEMS = 32;
    public static final List<Integer> SAMPLE_RATES = List.of(44_100, 48_000, 96_000);
    private static final int HIGHEST_MP3_RATE = 48_000;

    /** @throws IllegalArgumentException naming the field, for a combination that no file can have */
    public ExportOptions {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(bitDepth, "bitDepth");
        stems = stems.stream().distinct().toList();
        if (stems.size() > MOST_STEMS) {
            throw new IllegalArgumentException("stems must be at most " + MOST_STEMS + "; got " + stems.size());
        }
        if (!SAMPLE_RATES.contains(sampleRate)) {
            throw new IllegalArgumentException("sampleRate must be one of 44100, 48000, 96000; got " + sampleRate);
        }
        if (format == AudioFormat.MP3 && sampleRate > HIGHEST_MP3_RATE) {
            throw new IllegalArgumentException("mp3 has no sampleRate of " + sampleRate + "; take 44100 or 48000");
        }
        if (format == AudioFormat.FLAC && bitDepth == BitDepth.F32) {
            throw new IllegalArgumentException("flac stores a bitDepth of 16 or 24; use wav for 32f");
        }
    }

    /** All stems as 24-bit WAV at 44.1 kHz, as loud as they are. */
    public static ExportOptions defaults() {
        return new ExportOptions(List.of(), AudioFormat.WAV, 44_100, BitDepth.I24, false, false, false);
    }

    /** The same wish for exactly these stems. */
    public ExportOptions withStems(List<UUID> chosen) {
        return new ExportOptions(chosen, format, sampleRate, bitDepth, includeMetadata, normalizeAudio, keepBalance);
    }
}
