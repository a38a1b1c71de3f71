package org.campanile;

/** The same rules where the classes of serving are on the class path too. */
class ServingArchitectureTest extends ArchitectureTest {}
