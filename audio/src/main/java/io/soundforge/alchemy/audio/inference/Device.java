package io.soundforge.alchemy.audio.inference;

/** What a graph is loaded on. */
enum Device {
    CPU,
    /** The first CUDA device. */
    CUDA
}
