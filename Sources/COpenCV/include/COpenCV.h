/// A C face over OpenCV's core and imgproc: what is needed to compare two drawings as rasters.
///
/// No C++ exception and no C++ type crosses it. All results are integers; OpenCV runs on the calling thread alone. So the same input gives
/// the same bits on every machine.
#ifndef PILSUN_COPENCV_H
#define PILSUN_COPENCV_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How a call ended.
typedef enum pilsun_raster_status {
    PILSUN_RASTER_OK = 0,
    /// OpenCV refused: a cv::Exception was caught.
    PILSUN_RASTER_REFUSED = 1,
    PILSUN_RASTER_OUT_OF_MEMORY = 2,
    /// Any other exception.
    PILSUN_RASTER_FAILED = 3,
} pilsun_raster_status;

/// A pair of 8-bit masks of the same square size with the scratch to compare them. For one thread at a time.
typedef struct pilsun_raster pilsun_raster;

/// Which of the two masks.
typedef enum pilsun_raster_layer {
    PILSUN_RASTER_INK = 0,
    PILSUN_RASTER_REFERENCE = 1,
} pilsun_raster_layer;

/// Sums over the pixels of one mask. x and y are whole pixels from the upper left corner.
typedef struct pilsun_raster_sums {
    int64_t pixels;
    /// Pixels whose distance to the other mask is within the band.
    int64_t near;
    /// Distances to the other mask, city-block, in pixels.
    int64_t distance;
    int64_t x, y, xx, xy, yy;
} pilsun_raster_sums;

/// Makes two empty masks of `side` × `side` pixels. `*raster` is set only on success; `pilsun_raster_destroy` releases it.
pilsun_raster_status pilsun_raster_create(int32_t side, pilsun_raster **raster);
void pilsun_raster_destroy(pilsun_raster *raster);

/// Empties both masks.
pilsun_raster_status pilsun_raster_clear(pilsun_raster *raster);

/// Fills a disc. Coordinates and radius in pixels, the middle on the mask.
pilsun_raster_status pilsun_raster_disc(
    pilsun_raster *raster, pilsun_raster_layer layer, int32_t x, int32_t y, int32_t radius);

/// Holds the masks against each other. Where one of them is empty, the distances and `near` of the other are 0.
///
/// `band` is in pixels. Distances are those of OpenCV's transform in whole pixels, |Δx| + |Δy|: bytes instead of floating-point numbers, at an
/// eighth of the cost. They are cut off at 255.
pilsun_raster_status pilsun_raster_compare(
    pilsun_raster *raster, int64_t band, pilsun_raster_sums *ink, pilsun_raster_sums *reference);

#ifdef __cplusplus
}
#endif

#endif
