package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proven graph in memory: weights that are there once, however many engines run it at the same time. Each of these has
 * tensors of its own, a {@link SegmentBinding}; a few that came back are kept, because their memory is only freed when
 * the garbage collector gets to it. Thread-safe.
 */
final class LoadedModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);
    private static final int MOST_SPARE = 4;

    /** Those of this process; the runtime's environment is one per process too. */
    private static final SharedUse<Key, LoadedModel> MODELS = new SharedUse<>();

    private final OnnxSession session;
    private final ModelContract contract;
    private final String fingerprint;
    private final Deque<SegmentBinding> spare = new ArrayDeque<>();
    private boolean closed;

    private record Key(FileState file, SessionSettings settings, ModelFamily family) {}

    private LoadedModel(OnnxSession session, ModelProof proof, String fingerprint) {
        this.session = session;
        this.contract = proof.contract();
        this.fingerprint = fingerprint;
        this.spare.push(proof.binding());
    }

    /**
     * Loads and proves a model, unless somebody uses it already.
     *
     * @throws AlchemyException MODEL_REFUSED when the file is damaged, obeys no known contract or does not give finite
     *     samples; UNAVAILABLE when the device that was asked for cannot be used
     */
    static SharedUse<Key, LoadedModel>.Lease lease(Path file, SessionSettings settings, ModelFamily family) {
        try {
            return MODELS.lease(new Key(FileState.of(file), settings, family), () -> load(file, settings, family));
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "the model file " + file.getFileName() + " cannot be read", e);
        }
    }

    private static LoadedModel load(Path file, SessionSettings settings, ModelFamily family) {
        // Before the runtime sees it: this refuses weights that are missing or lie outside the folder.
        String hash = ModelHash.of(file);
        OnnxSession session = OnnxSession.open(file, settings);
        try {
            String fingerprint = fingerprint(hash, settings, session);
            LoadedModel model = new LoadedModel(session, ModelProof.of(session, family), fingerprint);
            LOG.info("model {} runs on {}", file.getFileName(), session.deviceText());
            return model;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Names a graph, by its hash, and what runs it. */
    static String fingerprint(String hash, SessionSettings settings, OnnxSession session) {
        return "onnxruntime-" + OnnxSession.version() + ";" + settings.text(session.device()) + ";sha256:" + hash;
    }

    /** How many models this process holds. */
    static int inMemory() {
        return MODELS.size();
    }

    /** Names all that may change a byte of what comes out, but for our own arithmetic. */
    String fingerprint() {
        return fingerprint;
    }

    /** For people: the device and, where it was not the first choice, why. */
    String deviceText() {
        return session.deviceText();
    }

    /** Tensors for one more engine. */
    SegmentBinding bind() {
        synchronized (spare) {
            if (!spare.isEmpty()) {
                return spare.pop();
            }
        }
        return contract.bind(session);
    }

    /** Takes tensors back. */
    void release(SegmentBinding binding) {
        synchronized (spare) {
            if (!closed && spare.size() < MOST_SPARE) {
                spare.push(binding);
                return;
            }
        }
        binding.close();
    }

    @Override
    public void close() {
        synchronized (spare) {
            closed = true;
            spare.forEach(SegmentBinding::close);
            spare.clear();
        }
        session.close();
    }
}
