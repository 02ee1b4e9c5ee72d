package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.audio.inference.SeparationModel;
import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.pcm.F32File;
import io.soundforge.alchemy.dsp.separation.EngineTraits;
import io.soundforge.alchemy.dsp.separation.SegmentBoard;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.SegmentFailure;
import io.soundforge.alchemy.dsp.separation.SegmentWorker;
import io.soundforge.alchemy.dsp.separation.SeparationWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes segments of separations that other processes have begun, from what lies on the shelf alone. It helps where
 * its engine is the same to the fingerprint, so that the owner gets the bytes it would have computed. Not thread-safe;
 * any number of assistants may work on one shelf.
 */
public final class SegmentAssistant {
    private final SegmentShelf shelf;
    private final OpenWork open;
    private final Models models;
    private final CanonicalFiles canonicals;
    private final Set<String> notForUs = new HashSet<>();

    /** Finds models. */
    @FunctionalInterface
    public interface Models {
        /**
         * A model by its name.
         *
         * @throws AlchemyException UNKNOWN_MODEL or MODEL_REFUSED
         */
        SeparationModel model(String name);
    }

    /** Finds canonical audio. */
    @FunctionalInterface
    public interface CanonicalFiles {
        /**
         * Where a canonical file lies here.
         *
         * @param name as its owner has it: an absolute path, unless the request named it otherwise
         * @return empty if it cannot be read here
         */
        Optional<Path> find(String name, String sha256);
    }

    public SegmentAssistant(SegmentShelf shelf, Models models, CanonicalFiles canonicals) {
        this.shelf = shelf;
        this.open = new OpenWork(shelf);
        this.models = models;
        this.canonicals = canonicals;
    }

    /**
     * Computes one segment of one separation.
     *
     * @return whether there was something to do
     * @throws AlchemyException when a segment could not be computed or kept; its separation is left alone from then on
     */
    public boolean assist() throws IOException {
        List<WorkOrder> orders = open.list();
        notForUs.retainAll(orders.stream().map(WorkOrder::id).collect(Collectors.toSet()));
        for (WorkOrder order : orders) {
            if (!notForUs.contains(order.id()) && assist(order)) {
                return true;
            }
        }
        return false;
    }

    private boolean assist(WorkOrder order) throws IOException {
        Optional<Path> canonical = canonicals.find(order.canonical(), order.canonicalSha256());
        if (canonical.isEmpty()) {
            return false;
        }
        try (F32File mix = new F32File(canonical.get(), CanonicalAudio.SAMPLE_RATE, CanonicalAudio.CHANNELS);
                ShelfLoan loan = shelf.lend(order.addresses())) {
            SeparationModel model = models.model(order.model());
            SeparationWork work = order.work(mix, shelf, loan, member -> engine(model, order, member));
            try (SegmentWorker worker = new SegmentWorker(work, new SegmentBoard(work.plan(), work.stores(), shelf))) {
                return worker.step(order.playHead());
            }
        } catch (SegmentFailure e) {
            notForUs.add(order.id());
            if (e.getCause() instanceof OtherEngine) {
                return false;
            }
            throw SegmentTrouble.of("", e);
        } catch (AlchemyException e) {
            notForUs.add(order.id());
            if (e.code() == ErrorCode.UNKNOWN_MODEL) {
                return false;
            }
            throw e;
        }
    }

    private static SegmentEngine engine(SeparationModel model, WorkOrder order, int member) {
        if (member >= model.members().size()) {
            throw new OtherEngine();
        }
        SegmentEngine engine = model.members().get(member).opener().open();
        if (!EngineTraits.of(engine).equals(order.engine(member))) {
            engine.close();
            throw new OtherEngine();
        }
        return engine;
    }

    /** The model of that name is another one here, or runs otherwise: its bytes would not be the owner's. */
    private static final class OtherEngine extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
