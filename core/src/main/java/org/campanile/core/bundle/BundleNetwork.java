package org.campanile.core.bundle;

/**
 * One dense network of a bundle.
 *
 * @param name       unique within the model, such as {@code user-tower}
 * @param parameters number of parameters
 * @param path       the network in DL4J's own zip format, relative to the bundle's folder
 */
public record BundleNetwork(String name, int parameters, String path) {}
