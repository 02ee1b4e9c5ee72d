package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import java.nio.file.Path;
import java.util.List;

/** A trained separation model, run by ONNX Runtime on the CPU. Not thread-safe. */
public final class OnnxSegmentEngine implements SegmentEngine {
    private final String fingerprint;
    private final OnnxSession session;
    private final SegmentBinding binding;
    private boolean closed;

    private OnnxSegmentEngine(String fingerprint, OnnxSession session, SegmentBinding binding) {
        this.fingerprint = fingerprint;
        this.session = session;
        this.binding = binding;
    }

    /**
     * Loads a model, finds out what contract it obeys and proves it by two runs.
     *
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException MODEL_REFUSED when the file is damaged, obeys no
     *     known contract (the message then holds its shapes) or does not give finite samples
     */
    public static OnnxSegmentEngine open(Path file, SessionSettings settings) {
        return open(file, settings, ModelFamily.DEMUCS);
    }

    /** As above, for a graph of another family. */
    static OnnxSegmentEngine open(Path file, SessionSettings settings, ModelFamily family) {
        String fingerprint = fingerprint(file, settings);
        StatedContract.require(file, family);
        OnnxSession session = OnnxSession.open(file, settings);
        try {
            return new OnnxSegmentEngine(fingerprint, session, ModelProof.of(session, family));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Names a graph and what runs it, without loading it. */
    static String fingerprint(Path file, SessionSettings settings) {
        return "onnxruntime-" + OnnxSession.version() + ";" + settings.text() + ";sha256:" + ModelHash.of(file);
    }

    @Override
    public String fingerprint() {
        return fingerprint + binding.arithmetic();
    }

    @Override
    public List<String> stems() {
        return binding.stems();
    }

    @Override
    public int segmentFrames() {
        return binding.segmentFrames();
    }

    @Override
    public Tiling tiling() {
        return binding.tiling();
    }

    @Override
    public boolean normalizesTrack() {
        return trackLevel() == TrackLevel.UNIT_DEVIATION;
    }

    @Override
    public TrackLevel trackLevel() {
        return binding.trackLevel();
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        binding.separate(mix, stems);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            binding.close();
            session.close();
        }
    }
}
