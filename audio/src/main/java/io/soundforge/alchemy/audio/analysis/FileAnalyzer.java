package io.soundforge.alchemy.audio.analysis;

import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.dsp.analysis.TrackAnalyzer;
import io.soundforge.alchemy.dsp.loudness.LoudnessMeter;
import io.soundforge.alchemy.dsp.waveform.PlayerPeaks;
import java.nio.file.Path;

/** From an audio file to its facts: the rung that jobs and the command line share. */
public final class FileAnalyzer {
    private final PcmDecoder decoder;

    public FileAnalyzer(PcmDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Analyses the file in its native rate and channels. Errors as in {@link PcmDecoder#decodeNative}.
     *
     * @throws AlchemyException also UNSUPPORTED_MEDIA for rates or numbers of channels that are out of range
     */
    public TrackAnalysis analyze(Path file, MediaInfo info, Progress progress) {
        TrackAnalyzer analyzer = analyzerFor(info);
        decoder.decodeNative(file, info, analyzer::process, progress);
        return RoundedFacts.of(analyzer.finish());
    }

    /**
     * The same, and the outline for players from the same decoding.
     *
     * @param peaks made for the file's rate and channels; complete afterwards
     */
    public TrackAnalysis analyze(Path file, MediaInfo info, PlayerPeaks peaks, Progress progress) {
        TrackAnalyzer analyzer = analyzerFor(info);
        decoder.decodeNative(
                file,
                info,
                (samples, count) -> {
                    analyzer.process(samples, count);
                    peaks.process(samples, count);
                },
                progress);
        peaks.finish();
        return RoundedFacts.of(analyzer.finish());
    }

    private static TrackAnalyzer analyzerFor(MediaInfo info) {
        try {
            return new TrackAnalyzer(info.sampleRate(), info.channels(), info.channelMask());
        } catch (IllegalArgumentException outOfRange) {
            throw new AlchemyException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "expected 1 to 8 channels at " + LoudnessMeter.MIN_RATE + " Hz or more; got " + info.channels()
                            + " at " + info.sampleRate() + " Hz",
                    outOfRange);
        }
    }
}
