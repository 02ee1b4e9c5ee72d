package io.soundforge.alchemy.audio.media;

import com.github.kokorin.jaffree.StreamType;
import com.github.kokorin.jaffree.ffmpeg.UrlInput;
import com.github.kokorin.jaffree.ffmpeg.UrlOutput;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes float32 stereo as wav, flac or mp3. Same input, same bytes: no timestamps, and no tags but those asked for.
 *
 * <p>Integer formats are rounded to the nearest step and clipped at full scale, without dither: stems are summed again
 * later, and dither of several stems adds up while the rounding error of 16 bits and more stays below anything audible.
 */
public final class StemEncoder {
    private static final int FRAME_BYTES = CanonicalAudio.CHANNELS * Float.BYTES;

    /** Sizes in a RIFF header have 32 bits; the rest is room for the header itself. */
    private static final long LARGEST_RIFF_DATA = 0xFFFF_FFFFL - 4096;

    /**
     * ffmpeg makes 24 bits of 32 by cutting off the last 8. Half a step (128 of 2^31 - 1) added before makes that a
     * rounding to nearest.
     */
    private static final String ROUND_TO_24_BITS = "aformat=sample_fmts=s32p,dcshift=shift="
            + BigDecimal.valueOf(128.0 / Integer.MAX_VALUE).toPlainString();

    private final Ffmpeg ffmpeg;
    private final MediaLimits limits;

    public StemEncoder(Ffmpeg ffmpeg, MediaLimits limits) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
    }

    /**
     * Encodes a whole {@code .f32} file at 44.1 kHz, without tags.
     *
     * @param depth for wav and flac; flac has no 32f; mp3 (LAME, 320 kbit/s) takes no notice
     * @param gain multiplies every sample, in double precision; 1 leaves them alone
     * @param target as {@link #encode(Path, Path, EncoderSettings, Progress)} has it, and so are the errors
     */
    public void encode(Path f32, Path target, AudioFormat format, BitDepth depth, double gain, Progress progress) {
        encode(f32, target, EncoderSettings.canonical(format, depth, gain), progress);
    }

    /**
     * Encodes a whole {@code .f32} file.
     *
     * @param target written whole or not at all; its folder exists
     * @throws AlchemyException INVALID_REQUEST for flac with 32f, CORRUPT_AUDIO if the file holds no whole number of
     *     frames or none, TIMEOUT if the encoder stalls, INTERNAL if it fails
     */
    public void encode(Path f32, Path target, EncoderSettings settings, Progress progress) {
        try (PendingFile pending = PendingFile.beside(target);
                TagFile tags = TagFile.beside(target, settings.tags())) {
            long frames = frames(f32);
            KillableFfmpeg program = new KillableFfmpeg(ffmpeg.binary());
            program.addInput(input(f32, settings.sampleRate()));
            if (tags != null) {
                program.addInput(input(tags));
            }
            program.addOutput(output(pending.path(), settings, frames));
            program.addArgument("-nostdin").addArgument("-xerror").setOverwriteOutput(true);
            new Encoding(program, (double) frames / settings.sampleRate(), limits.stall()).run(progress);
            progress.at(1);
            pending.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("the encoded audio could not be written", e);
        }
    }

    private static long frames(Path f32) throws IOException {
        long bytes = Files.size(f32);
        if (bytes == 0 || bytes % FRAME_BYTES != 0) {
            throw new AlchemyException(
                    ErrorCode.CORRUPT_AUDIO,
                    "expected float32 stereo, a multiple of " + FRAME_BYTES + " bytes; got " + bytes + " bytes");
        }
        return bytes / FRAME_BYTES;
    }

    private static UrlInput input(Path f32, int sampleRate) {
        return UrlInput.fromUrl("file:" + f32.toAbsolutePath())
                .addArguments("-protocol_whitelist", "file")
                .setFormat("f32le")
                .addArguments("-ar", Integer.toString(sampleRate))
                .addArguments("-ac", Integer.toString(CanonicalAudio.CHANNELS));
    }

    private static UrlInput input(TagFile tags) {
        return UrlInput.fromUrl("file:" + tags.path())
                .addArguments("-protocol_whitelist", "file")
                .setFormat("ffmetadata");
    }

    private static UrlOutput output(Path path, EncoderSettings settings, long frames) {
        UrlOutput output = UrlOutput.toUrl("file:" + path.toAbsolutePath())
                .setFormat(settings.format().text());
        List<String> filters = filters(settings.format(), settings.depth(), settings.gain());
        if (!filters.isEmpty()) {
            output.addArguments("-af", String.join(",", filters));
        }
        boolean tagged = !settings.tags().isEmpty();
        switch (settings.format()) {
            case WAV -> asWav(output, settings.depth(), frames);
            case FLAC -> asFlac(output, settings.depth());
            case MP3 -> asMp3(output, tagged);
        }
        return output.addArguments("-map", "0:a:0")
                .addArguments("-map_metadata", tagged ? "1" : "-1")
                .addArguments("-fflags", "+bitexact")
                .addArguments("-flags:a", "+bitexact");
    }

    private static List<String> filters(AudioFormat format, BitDepth depth, double gain) {
        List<String> filters = new ArrayList<>();
        if (gain != 1) {
            filters.add("volume=volume=" + BigDecimal.valueOf(gain).toPlainString() + ":precision=double");
        }
        if (format != AudioFormat.MP3 && depth == BitDepth.I24) {
            filters.add(ROUND_TO_24_BITS);
        }
        return filters;
    }

    private static void asWav(UrlOutput output, BitDepth depth, long frames) {
        String codec =
                switch (depth) {
                    case I16 -> "pcm_s16le";
                    case I24 -> "pcm_s24le";
                    case F32 -> "pcm_f32le";
                };
        output.setCodec(StreamType.AUDIO, codec);
        if (frames * FRAME_BYTES > LARGEST_RIFF_DATA) {
            output.addArguments("-rf64", "auto");
        }
    }

    private static void asFlac(UrlOutput output, BitDepth depth) {
        output.setCodec(StreamType.AUDIO, "flac");
        switch (depth) {
            case I16 -> output.addArguments("-sample_fmt", "s16");
            case I24 -> output.addArguments("-sample_fmt", "s32").addArguments("-bits_per_raw_sample", "24");
            case F32 ->
                throw new AlchemyException(ErrorCode.INVALID_REQUEST, "flac stores 16 or 24 bits; use wav for 32f");
        }
    }

    /** ID3v2.3 is what everything reads. */
    private static void asMp3(UrlOutput output, boolean tagged) {
        output.setCodec(StreamType.AUDIO, "libmp3lame")
                .addArguments("-b:a", "320k")
                .addArguments("-id3v2_version", tagged ? "3" : "0");
    }
}
