#include "COpenCV.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

struct pilsun_raster {
    cv::Mat layers[2];
    // The box around everything that was drawn: no shortest way between two of its pixels leaves it.
    cv::Rect box;
    cv::Mat inverse;
    cv::Mat distances[2];
};

namespace {

// What was caught is told by the status; OpenCV would write it to standard error as well.
int say_nothing(int, const char *, const char *, const char *, int, void *) { return 0; }

bool configure() {
    cv::setNumThreads(1);
    cv::redirectError(say_nothing);
    return true;
}

template <typename Body>
pilsun_raster_status guarded(Body body) noexcept {
    try {
        // Initialised once, by whichever thread comes first.
        static const bool configured = configure();
        (void)configured;
        body();
        return PILSUN_RASTER_OK;
    } catch (const cv::Exception &exception) {
        return exception.code == cv::Error::StsNoMem ? PILSUN_RASTER_OUT_OF_MEMORY : PILSUN_RASTER_REFUSED;
    } catch (const std::bad_alloc &) {
        return PILSUN_RASTER_OUT_OF_MEMORY;
    } catch (...) {
        return PILSUN_RASTER_FAILED;
    }
}

void transform(const cv::Mat &layer, cv::Mat inverse, cv::Mat distances) {
    cv::bitwise_not(layer, inverse);
    cv::distanceTransform(inverse, distances, cv::DIST_L1, cv::DIST_MASK_3, CV_8U);
}

pilsun_raster_sums sum(const cv::Mat &layer, const cv::Mat *distances, const cv::Rect &box, int64_t band) {
    pilsun_raster_sums sums = {};
    for (int y = box.y; y < box.y + box.height; y++) {
        const uint8_t *row = layer.ptr<uint8_t>(y);
        const uint8_t *distance_row = distances ? distances->ptr<uint8_t>(y) : nullptr;
        int64_t pixels = 0, x_sum = 0, xx_sum = 0;
        for (int x = box.x; x < box.x + box.width; x++) {
            if (!row[x]) continue;
            pixels++;
            x_sum += x;
            xx_sum += (int64_t)x * x;
            if (!distance_row) continue;
            sums.distance += distance_row[x];
            sums.near += distance_row[x] <= band;
        }
        sums.pixels += pixels;
        sums.x += x_sum;
        sums.y += pixels * y;
        sums.xx += xx_sum;
        sums.xy += x_sum * y;
        sums.yy += pixels * y * y;
    }
    return sums;
}

}  // namespace

pilsun_raster_status pilsun_raster_create(int32_t side, pilsun_raster **raster) {
    return guarded([&] {
        pilsun_raster *made = new pilsun_raster;
        try {
            for (cv::Mat *mat : {&made->layers[0], &made->layers[1], &made->inverse, &made->distances[0],
                                 &made->distances[1]}) {
                *mat = cv::Mat::zeros(side, side, CV_8UC1);
            }
        } catch (...) {
            delete made;
            throw;
        }
        *raster = made;
    });
}

void pilsun_raster_destroy(pilsun_raster *raster) { delete raster; }

pilsun_raster_status pilsun_raster_clear(pilsun_raster *raster) {
    return guarded([&] {
        for (cv::Mat &layer : raster->layers) layer.setTo(0);
        raster->box = cv::Rect();
    });
}

pilsun_raster_status pilsun_raster_disc(
    pilsun_raster *raster, pilsun_raster_layer layer, int32_t x, int32_t y, int32_t radius) {
    return guarded([&] {
        // Row by row: cv::circle took thirty times as long for discs of a few pixels, nearly all of it before the first pixel.
        cv::Mat &mask = raster->layers[layer];
        const auto fill = [&](int32_t row, int32_t half) {
            if (row < 0 || row >= mask.rows) return;
            const int32_t first = std::max(x - half, 0), last = std::min(x + half, mask.cols - 1);
            if (first <= last) std::memset(mask.ptr<uint8_t>(row) + first, 255, last - first + 1);
        };
        // From the middle to both sides, where the rows only become shorter.
        int32_t half = radius;
        for (int32_t dy = 0; dy <= radius; dy++) {
            while (half * half + dy * dy > radius * radius + radius) half--;
            fill(y + dy, half);
            if (dy > 0) fill(y - dy, half);
        }
        raster->box |= cv::Rect(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1);
    });
}

pilsun_raster_status pilsun_raster_compare(
    pilsun_raster *raster, int64_t band, pilsun_raster_sums *ink, pilsun_raster_sums *reference) {
    return guarded([&] {
        const cv::Rect box = raster->box & cv::Rect(cv::Point(), raster->layers[0].size());
        bool comparable = true;
        for (const cv::Mat &layer : raster->layers) comparable = comparable && cv::countNonZero(layer) > 0;
        if (comparable) {
            for (int i = 0; i < 2; i++) {
                transform(raster->layers[1 - i](box), raster->inverse(box), raster->distances[i](box));
            }
        }
        *ink = sum(raster->layers[0], comparable ? &raster->distances[0] : nullptr, box, band);
        *reference = sum(raster->layers[1], comparable ? &raster->distances[1] : nullptr, box, band);
    });
}
