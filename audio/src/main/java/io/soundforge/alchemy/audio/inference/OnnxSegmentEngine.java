package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained separation model, run by ONNX Runtime. Not thread-safe; for several threads open several, which share one
 * copy of the weights.
 */
public final class OnnxSegmentEngine implements SegmentEngine {
    private final SharedUse<?, LoadedModel>.Lease model;
    private final SegmentBinding binding;
    private boolean sound = true;
    private boolean closed;

    private OnnxSegmentEngine(SharedUse<?, LoadedModel>.Lease model) {
        this.model = model;
        this.binding = model.thing().bind();
    }

    /**
     * Loads a model, finds out what contract it obeys and proves it by two runs; a model that another engine uses is
     * there already.
     *
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException MODEL_REFUSED when the file is damaged, obeys no
     *     known contract (the message then holds its shapes) or does not give finite samples; UNAVAILABLE when the
     *     device that was asked for cannot be used
     */
    public static OnnxSegmentEngine open(Path file, SessionSettings settings) {
        return open(file, settings, ModelFamily.DEMUCS);
    }

    /** As above, for a graph of another family. */
    static OnnxSegmentEngine open(Path file, SessionSettings settings, ModelFamily family) {
        StatedContract.require(file, family);
        SharedUse<?, LoadedModel>.Lease model = LoadedModel.lease(file, settings, family);
        try {
            return new OnnxSegmentEngine(model);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public String fingerprint() {
        return model.thing().fingerprint() + binding.arithmetic();
    }

    @Override
    public String device() {
        return model.thing().deviceText();
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
        sound = false;
        binding.separate(mix, stems);
        sound = true;
    }

    /** Leaves the model to the others. One that has failed is loaded anew for whoever comes next. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (sound) {
            model.thing().release(binding);
        } else {
            binding.close();
            model.retire();
        }
        model.close();
    }
}
